// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

namespace souris::inline v0::detail {

/// Where the content of a block goes.
class BlockTarget {
  public:
    BlockTarget() = default;
    BlockTarget(const BlockTarget&) = delete;
    BlockTarget& operator=(const BlockTarget&) = delete;

    /// Gives it the content, a part of the input, where that was stored as it is. This and
    /// `allocate` charge for the memory that is taken. Errors: `limit_exceeded`. They throw
    /// std::bad_alloc. One of them is called, once.
    [[nodiscard]] Result<void, BlockError> take(std::span<const std::byte> stored) {
        size_ = stored.size();
        return take_stored(stored);
    }
    /// Memory for exactly `size` bytes, which are unpacked into it next.
    [[nodiscard]] Result<std::span<std::byte>, BlockError> allocate(std::size_t size) {
        size_ = size;
        return allocate_room(size);
    }
    /// Bytes of the content.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

  protected:
    ~BlockTarget() = default;
    virtual Result<void, BlockError> take_stored(std::span<const std::byte> stored) = 0;
    virtual Result<std::span<std::byte>, BlockError> allocate_room(std::size_t size) = 0;

  private:
    std::size_t size_ = 0;
};

/// Keeps what is unpacked in memory of its own, and what is stored in the input.
class UnpackedTarget final : public BlockTarget {
  public:
    explicit UnpackedTarget(Budget& memory) noexcept : memory_(memory) {}

    /// What was unpacked.
    [[nodiscard]] Bytes& unpacked() noexcept { return unpacked_; }
    [[nodiscard]] UnpackedBlock block() && noexcept {
        return unpacked_.empty() ? UnpackedBlock(stored_) : UnpackedBlock(std::move(unpacked_));
    }

  private:
    Result<void, BlockError> take_stored(std::span<const std::byte> stored) override;
    Result<std::span<std::byte>, BlockError> allocate_room(std::size_t size) override;

    Budget& memory_;
    std::span<const std::byte> stored_;
    Bytes unpacked_;
};

/// `read_block`, into `target`. After a failure, memory that `target` allocated may have any
/// content.
[[nodiscard]] Result<void, BlockError> read_block_into(BlockTarget& target, Cursor& cursor,
                                                       std::uint8_t id, Layout layout,
                                                       const Limits& limits, Budget& memory,
                                                       OddityHandler* oddities);

}  // namespace souris::inline v0::detail

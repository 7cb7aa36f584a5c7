// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Destination of a block's content.
class BlockTarget {
  public:
    BlockTarget() = default;
    BlockTarget(const BlockTarget&) = delete;
    BlockTarget& operator=(const BlockTarget&) = delete;

    /// Passes the content as a view of the input, for a block stored unpacked. This function and
    /// `allocate` charge for the memory taken. Errors: `limit_exceeded`. They throw std::bad_alloc.
    /// Exactly one of them is called, once.
    [[nodiscard]] Result<void, BlockError> take(std::span<const std::byte> stored) {
        assert(size_ == 0);
        size_ = stored.size();
        return take_stored(stored);
    }
    /// Allocates exactly `size` bytes, to be unpacked into next.
    [[nodiscard]] Result<std::span<std::byte>, BlockError> allocate(std::size_t size) {
        assert(size_ == 0);
        size_ = size;
        return allocate_room(size);
    }
    /// Size of the content in bytes.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

  protected:
    ~BlockTarget() = default;
    virtual Result<void, BlockError> take_stored(std::span<const std::byte> stored) = 0;
    virtual Result<std::span<std::byte>, BlockError> allocate_room(std::size_t size) = 0;

  private:
    std::size_t size_ = 0;
};

/// Keeps unpacked content in its own memory, and stored content as a view of the input.
class UnpackedTarget final : public BlockTarget {
  public:
    explicit UnpackedTarget(Budget& memory) noexcept : memory_(memory) {}

    /// The unpacked content.
    [[nodiscard]] Bytes& unpacked() noexcept { return unpacked_; }
    [[nodiscard]] UnpackedBlock block() && noexcept {
        assert(stored_.empty() || unpacked_.empty());
        return unpacked_.empty() ? UnpackedBlock(stored_) : UnpackedBlock(std::move(unpacked_));
    }

  private:
    Result<void, BlockError> take_stored(std::span<const std::byte> stored) override;
    Result<std::span<std::byte>, BlockError> allocate_room(std::size_t size) override;

    Budget& memory_;
    std::span<const std::byte> stored_;
    Bytes unpacked_;
};

/// `read_block` into `target`. After a failure, memory allocated by `target` has unspecified
/// content.
[[nodiscard]] Result<void, BlockError> read_block_into(BlockTarget& target, Cursor& cursor,
                                                       std::uint8_t id, Layout layout,
                                                       const Limits& limits, Budget& memory,
                                                       NonCanonicalHandler* non_canonical);

}}}  // namespace souris::v0::detail

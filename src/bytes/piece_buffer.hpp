// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <span>

namespace souris { inline namespace v0 { namespace detail {

/// Bytes that come in pieces and are taken from the front, item by item.
class PieceBuffer {
  public:
    /// Holds at most `max_item` bytes, and the last piece: what was asked for at once.
    explicit PieceBuffer(std::uint64_t max_item) noexcept : max_item_(max_item) {}

    /// The bytes that are there and were not taken. Valid until `make_room`.
    [[nodiscard]] std::span<const std::byte> rest() const noexcept {
        return {bytes_.get() + begin_, end_ - begin_};
    }
    /// Bytes that were taken.
    [[nodiscard]] std::uint64_t taken() const noexcept { return taken_; }

    /// Room for at least `more` bytes behind `rest`. Each byte is moved a few times at most, as
    /// long as an item ends or is refused within `max_item`. Throws std::bad_alloc.
    [[nodiscard]] std::span<std::byte> make_room(std::size_t more) {
        if (more > size_ - end_) {
            constexpr std::size_t largest = std::numeric_limits<std::ptrdiff_t>::max();
            const std::size_t held = end_ - begin_;
            if (more > largest - held) throw std::bad_alloc();
            const std::size_t needed = held + more;
            // Little in front: it would be moved again soon.
            const bool grows = needed > size_ || begin_ < held;
            if (begin_ != 0) std::memmove(bytes_.get(), bytes_.get() + begin_, held);
            begin_ = 0;
            end_ = held;
            if (grows) grow(std::max(needed, grown_size(more)));
        }
        return {bytes_.get() + end_, size_ - end_};
    }
    /// Takes the first `size` bytes of the room.
    void commit(std::size_t size) noexcept {
        assert(size <= size_ - end_);
        end_ += size;
    }
    /// Takes the first `size` bytes of the rest away. They stay valid until `make_room`.
    [[nodiscard]] std::span<const std::byte> take(std::size_t size) noexcept {
        const std::span<const std::byte> item = rest().first(size);
        begin_ += size;
        taken_ += size;
        return item;
    }

  private:
    /// Twice the size, but no more than an item and what was asked for can take.
    [[nodiscard]] std::size_t grown_size(std::size_t more) const noexcept {
        const std::uint64_t most = std::max(max_item_, max_item_ + more);
        return static_cast<std::size_t>(std::min<std::uint64_t>(std::uint64_t{2} * size_, most));
    }

    /// Not a vector, which would touch all of its memory: the system moves large blocks by mapping
    /// them elsewhere.
    void grow(std::size_t new_size) {
        void* const larger = std::realloc(bytes_.get(), new_size);
        if (larger == nullptr) throw std::bad_alloc();
        static_cast<void>(bytes_.release());
        bytes_.reset(static_cast<std::byte*>(larger));
        size_ = new_size;
    }

    struct Free {
        void operator()(std::byte* bytes) const noexcept { std::free(bytes); }
    };

    std::uint64_t max_item_;
    /// `size_` bytes, of which those from `begin_` to `end_` are there.
    std::unique_ptr<std::byte[], Free> bytes_;
    std::size_t size_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::uint64_t taken_ = 0;
};

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <new>
#include <type_traits>
#include <vector>

#include <souris/config.hpp>
#include <souris/limits.hpp>

#include "base/charged_memory.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// The open containers, the outermost first.
///
/// A frame is copied by its `assign`, field by field: a copy of the whole frame would load two
/// fields at once that were just stored one by one, which stalls the processor.
template <class Frame>
class FrameStack {
  public:
    FrameStack() noexcept = default;
    FrameStack(const FrameStack&) = delete;
    FrameStack& operator=(const FrameStack&) = delete;

    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] const Frame& operator[](std::size_t i) const noexcept {
        assert(i < size_);
        return frames_[i];
    }

    /// Whether there is no room for one more frame.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool is_full() const noexcept { return size_ == room_; }
    /// Makes room, and charges for it; the first few frames take no allocation. False if `memory`
    /// lacks it. Throws std::bad_alloc.
    [[nodiscard]] bool grow(Budget& memory) {
        return charge_growth(memory, room_ > least ? room_ * frame_memory : 0,
                             2 * room_ * frame_memory, [&] { grow(); });
    }

    /// Precondition: there is room.
    SOURIS_ALWAYS_INLINE void push_within(const Frame& frame) {
        assert(!is_full());
        frames_[size_++].assign(frame);
    }
    /// Makes room if there is none, for users without a budget.
    SOURIS_ALWAYS_INLINE void push(const Frame& frame) {
        if (is_full()) grow();
        push_within(frame);
    }
    [[nodiscard]] const Frame& top() const noexcept {
        assert(!empty());
        return frames_[size_ - 1];
    }
    void pop() noexcept {
        assert(!empty());
        --size_;
    }

  private:
    static_assert(std::is_trivially_copyable_v<Frame> && std::is_trivially_destructible_v<Frame>);
    static constexpr std::size_t least = 16;
    /// Per frame, with the number that a caller may record for it after a failure.
    static constexpr std::size_t frame_memory = sizeof(Frame) + sizeof(std::uint32_t);

    [[gnu::noinline]] void grow() {
        assert(is_full());
        const bool is_first = deeper_.empty();
        deeper_.resize(2 * room_);
        for (std::size_t i = 0; is_first && i < size_; ++i)
            deeper_[i].assign(frames_[i]);
        frames_ = deeper_.data();
        room_ = deeper_.size();
    }

    /// Not initialised: each frame is written before it is read.
    alignas(Frame) std::byte first_[least * sizeof(Frame)];
    std::vector<Frame> deeper_;
    /// The frames are in `first_` while that has room, else in `deeper_`.
    Frame* frames_ = std::launder(reinterpret_cast<Frame*>(first_));
    std::size_t size_ = 0;
    std::size_t room_ = least;
};

}}}  // namespace souris::v0::detail

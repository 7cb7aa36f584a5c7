// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <souris/config.hpp>
#include <souris/detail/tag.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// A container that is being read, for a `FrameStack`.
template <class Container>
struct ReadingFrame {
    Container container{};
    /// Elements or entries after the current one.
    std::size_t left = 0;
    /// Minimal size in bytes of the outstanding elements of all enclosing containers.
    std::size_t outstanding = 0;
    bool is_map = false;

    SOURIS_ALWAYS_INLINE void assign(const ReadingFrame& other) noexcept {
        enter(other.container, other.left, other.outstanding, other.is_map);
    }
    SOURIS_ALWAYS_INLINE void enter(const Container& inner, std::size_t count, std::size_t outside,
                                    bool inner_is_map) noexcept {
        container = inner;
        left = count;
        outstanding = outside;
        is_map = inner_is_map;
    }
    [[nodiscard]] std::size_t element_size() const noexcept {
        return is_map ? min_entry_size : min_element_size;
    }
    /// Minimal size in bytes of the outstanding elements, here and in all enclosing containers.
    [[nodiscard]] std::size_t all_outstanding() const noexcept {
        return outstanding + left * element_size();
    }
};

/// What the quick path may still spend on containers, and what it has spent.
struct Allowance {
    /// Elements and containers whose memory was charged in advance.
    std::uint64_t left;
    std::uint64_t containers = 0;
    std::uint64_t memory = 0;
};

}}}  // namespace souris::v0::detail

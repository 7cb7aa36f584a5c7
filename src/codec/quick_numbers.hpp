// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <souris/config.hpp>
#include <souris/detail/wire.hpp>

#include "codec/tree_target.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Passes the target the integer after the tag at `position`, if it is certain to be valid, and
/// moves on.
template <QuickTarget Target>
[[nodiscard]] SOURIS_ALWAYS_INLINE inline bool read_integer(Target& target,
                                                            const std::byte*& position,
                                                            SignState state, bool strict) noexcept {
    std::uint64_t low = 0;
    const std::byte* const after = scan_integer(position + 1, state, strict, low);
    if (after == nullptr) return false;
    target.integer(low, state);
    position = after;
    return true;
}

/// Reads up to `left` numbers that begin before `quick_end`, and decrements `left`.
template <QuickTarget Target>
SOURIS_ALWAYS_INLINE inline void read_numbers(Target& target, const std::byte*& position,
                                              const std::byte* quick_end, std::size_t& left,
                                              bool strict) noexcept {
    while (left != 0 && position < quick_end) {
        const Tag tag = tag_at(position);
        const unsigned state = tag.byte ^ std::to_integer<unsigned>(tag_byte(Type::integer));
        if (*position == tag_byte(Type::float64)) {
            target.float64(load_little_endian<std::uint64_t>(position + 1));
            position += tagged_float_size<double>;
            --left;
        } else if (state > static_cast<unsigned>(SignState::negative)) {
            return;
        } else if (left >= small_group && are_small_integers(position, tag)) {
            for (std::size_t i = 1; i < small_group_size; i += 2) {
                const auto number = small_integer(position[i], static_cast<SignState>(state));
                target.integer(number, static_cast<SignState>(state));
            }
            position += small_group_size;
            left -= small_group;
        } else if (read_integer(target, position, static_cast<SignState>(state), strict)) {
            --left;
        } else {
            return;
        }
    }
}

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include <souris/endian.hpp>
#include <souris/integer.hpp>
#include <souris/integer_traits.hpp>

/// @file
/// The encoding of an Integer:
///
///     integer = small                  small: one byte 0..239, the content itself
///             | marker content         marker: one byte 239+n, content: n bytes, 1 <= n <= 16
///
/// The content is the low n bytes of the two's complement, least significant first. The sign state,
/// which is stored elsewhere, determines the bits above: zeros, or ones for a negative number.

namespace souris { inline namespace v0 {

namespace detail {

/// The bits above an integer's content: all ones if it is negative, else zeros.
[[nodiscard]] constexpr std::uint64_t sign_fill(SignState state) noexcept {
    static_assert(static_cast<unsigned>(SignState::negative) == 2);
    return -(static_cast<std::uint64_t>(state) >> 1U);
}

}  // namespace detail

/// Encoded size of `integer` in bytes: 1, or 2 to 17.
[[nodiscard]] constexpr std::size_t integer_size(const Integer& integer) noexcept {
    const std::size_t length = integer.byte_length();
    const bool is_small = length == 1 && (integer.bits().low & 0xFFU) <= detail::max_small_content;
    return is_small ? 1 : length + 1;
}

/// Writes `integer` to `out`, which must have room for `max_integer_size` bytes; all of them may be
/// overwritten. Returns the end of the encoding.
inline std::byte* store_integer(std::byte* out, const Integer& integer) noexcept {
    const Wide bits = integer.bits();
    const std::size_t length = integer.byte_length();
    if (length == 1 && (bits.low & 0xFFU) <= detail::max_small_content) {
        *out = static_cast<std::byte>(bits.low & 0xFFU);
        return out + 1;
    }
    *out = static_cast<std::byte>(detail::max_small_content + length);
    store_little_endian(out + 1, bits.low);
    store_little_endian(out + 9, bits.high);
    return out + 1 + length;
}

namespace detail {

/// Writes the `low` half of a number that is not small; `significant` is `low` without sign bits.
inline std::byte* store_marked(std::byte* out, std::uint64_t low,
                               std::uint64_t significant) noexcept {
    // The lowest bit enforces at least one byte.
    const auto length = (static_cast<std::size_t>(std::bit_width(significant | 1U)) + 7) / 8;
    *out = static_cast<std::byte>(max_small_content + length);
    store_little_endian(out + 1, low);
    return out + 1 + length;
}

/// `store_integer` for a number whose high half is all `fill`: zeros, or ones if it is negative.
inline std::byte* store_low_half(std::byte* out, std::uint64_t low, std::uint64_t fill) noexcept {
    const std::uint64_t significant = low ^ fill;
    const std::uint64_t first = low & 0xFFU;
    if (significant <= 0xFF && first <= max_small_content) [[likely]] {
        *out = static_cast<std::byte>(first);
        return out + 1;
    }
    return store_marked(out, low, significant);
}

}  // namespace detail

/// `store_integer` for an unsigned number.
inline std::byte* store_unsigned(std::byte* out, std::uint64_t value) noexcept {
    if (value <= detail::max_small_content) [[likely]] {
        *out = static_cast<std::byte>(value);
        return out + 1;
    }
    return detail::store_marked(out, value, value);
}

/// An Integer's bits as read from the input, extended by the sign.
struct LoadedInteger {
    /// Two's complement, for `Integer::from_bits`.
    Wide bits;
    /// Encoded size in bytes; 0 if the input is truncated.
    std::size_t size = 0;
};

namespace detail {

/// The number in the first `length` bytes, 1 to 8, without reading beyond them: overlapping loads
/// read some bits twice.
[[nodiscard]] inline std::uint64_t load_exactly(const std::byte* from,
                                                std::size_t length) noexcept {
    if (length >= 4) {
        const std::uint64_t low = load_little_endian<std::uint32_t>(from);
        const std::uint64_t high = load_little_endian<std::uint32_t>(from + length - 4);
        return low | (high << (8 * (length - 4)));
    }
    const auto byte = [&](std::size_t i) {
        return std::to_integer<std::uint64_t>(from[i]) << (8 * i);
    };
    return byte(0) | byte(length / 2) | byte(length - 1);
}

}  // namespace detail

/// Reads the Integer at `from`; `available` bytes may be read.
[[nodiscard]] inline LoadedInteger load_integer(const std::byte* from, std::size_t available,
                                                SignState state) noexcept {
    if (available == 0) return {};
    const auto first = std::to_integer<std::uint8_t>(*from);
    const std::uint64_t fill = detail::sign_fill(state);
    if (first <= detail::max_small_content) return {{fill, (fill << 8U) | first}, 1};
    const std::size_t length = first - std::size_t{detail::max_small_content};
    if (available - 1 < length) return {};
    const std::byte* const content = from + 1;
    // Shifts out bits beyond the content, then inserts the sign.
    if (length > 8) {
        const std::uint64_t unused = 8 * (16 - length);
        const std::uint64_t high = load_little_endian<std::uint64_t>(content + length - 8);
        return {{(high >> unused) | (fill & ~(~std::uint64_t{0} >> unused)),
                 load_little_endian<std::uint64_t>(content)},
                1 + length};
    }
    const std::uint64_t keep = ~std::uint64_t{0} >> (8 * (8 - length));
    const std::uint64_t low = available > 8 ? load_little_endian<std::uint64_t>(content)
                                            : detail::load_exactly(content, length);
    return {{fill, (low & keep) | (fill & ~keep)}, 1 + length};
}

}}  // namespace souris::v0

// SPDX-License-Identifier: MIT
// Internal: serves <souris/cursor.hpp> and <souris/sink.hpp>.
#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include <souris/config.hpp>
#include <souris/detail/endian.hpp>
#include <souris/detail/integer_traits.hpp>
#include <souris/integer.hpp>

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

/// The greatest content byte that is encoded as itself; a marker is this plus the content's length.
inline constexpr std::uint8_t max_small_content = 239;

/// The greatest length or count that takes one byte.
inline constexpr std::size_t max_short_length = max_small_content;

/// Bytes of the content after the first byte of an encoding; 0 if that is the content itself.
[[nodiscard]] constexpr std::size_t content_length(std::size_t first) noexcept {
    return first > max_small_content ? first - max_small_content : 0;
}

/// Whether `first`, the first byte of an encoding, is the content itself.
[[nodiscard]] constexpr bool is_small(std::byte first) noexcept {
    return first <= std::byte{max_small_content};
}

/// The same for four bytes: those in the even positions of `firsts`, of which the others are zero.
[[nodiscard]] constexpr bool are_small(std::uint64_t firsts) noexcept {
    constexpr std::uint64_t each = 0x0001000100010001;
    return ((firsts + each * (0xFF - max_small_content)) & (each << 8U)) == 0;
}

/// The bits above an integer's content: all ones if it is negative, else zeros.
[[nodiscard]] constexpr std::uint64_t sign_fill(SignState state) noexcept {
    assert(state <= SignState::negative);
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
    assert(length >= 1 && length <= 16);
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
    assert(length >= 1 && length <= sizeof low);
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

namespace detail {

/// Maximum size of an encoded integer of up to 64 bits, including bytes overwritten behind it.
inline constexpr std::ptrdiff_t short_integer_room = 1 + sizeof(std::uint64_t);

/// `store_integer` for a number whose size is unpredictable: has no branch that depends on it.
/// Negative or not, the number has the sign state that a `Value` of its type has. `out` must have
/// room for `short_integer_room` bytes.
template <ShortInteger T>
[[nodiscard]] inline std::byte* store_unpredictable(std::byte* out, T value) noexcept {
    constexpr bool is_signed = T(-1) < T(0);
    const auto low = static_cast<std::uint64_t>(value);
    const std::uint64_t significant = is_signed && value < T{} ? ~low : low;
    const std::uint64_t first = low & 0xFFU;
    // The index of the last byte. The lowest bit is set so that there is at least one.
    const auto last = (63U ^ static_cast<unsigned>(std::countl_zero(significant | 1U))) / 8;
    const std::uint64_t marker = max_small_content + 1 + last;
    bool is_small = low <= max_small_content;
    if constexpr (is_signed) is_small = (significant <= 0xFFU) & (first <= max_small_content);
    // By a mask instead of `?:`, of which compilers make branches.
    const std::uint64_t mask = std::uint64_t{0} - (is_small ? 1U : 0U);
    *out = static_cast<std::byte>(marker ^ ((first ^ marker) & mask));
    store_little_endian(out + 1, low);
    // The index is 0 where the content is the first byte.
    return out + (2 + last + mask);
}

}  // namespace detail

/// An Integer's bits as read from the input, extended by the sign.
struct LoadedInteger {
    /// Two's complement, for `Integer::from_bits`.
    Wide bits;
    /// Encoded size in bytes; 0 if the input is truncated.
    std::size_t size = 0;
};

namespace detail {

/// The `size` lowest bytes, 1 to 8, of a number.
[[nodiscard]] constexpr std::uint64_t low_bytes(std::size_t size) noexcept {
    assert(size >= 1 && size <= sizeof(std::uint64_t));
    return ~std::uint64_t{0} >> (8 * (sizeof(std::uint64_t) - size));
}

/// The number in the first `length` bytes, 1 to 8, without reading beyond them: overlapping loads
/// read some bits twice.
[[nodiscard]] inline std::uint64_t load_exactly(const std::byte* from,
                                                std::size_t length) noexcept {
    assert(length >= 1 && length <= sizeof(std::uint64_t));
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
    assert(from != nullptr);
    const auto first = std::to_integer<std::uint8_t>(*from);
    const std::uint64_t fill = detail::sign_fill(state);
    if (first <= detail::max_small_content) return {{fill, (fill << 8U) | first}, 1};
    const std::size_t length = detail::content_length(first);
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
    const std::uint64_t keep = detail::low_bytes(length);
    const std::uint64_t low = available > 8 ? load_little_endian<std::uint64_t>(content)
                                            : detail::load_exactly(content, length);
    return {{fill, (low & keep) | (fill & ~keep)}, 1 + length};
}

namespace detail {

/// The low half of an integer encoded in one byte.
[[nodiscard]] inline std::uint64_t small_integer(std::byte content, SignState state) noexcept {
    return (sign_fill(state) << 8U) | std::to_integer<std::uint64_t>(content);
}

/// `load_integer` without bounds checks, for a number that is probably small: the low half of the
/// integer at `from`, if the high half is only the sign. `short_integer_room` bytes may be read.
/// Returns the end of the encoding; nullptr if it gave up. If `strict`, gives up whenever there
/// might be a shorter form. With a branch: if predicted, the next integer depends only on the first
/// byte of this one.
[[nodiscard]] SOURIS_ALWAYS_INLINE inline const std::byte* scan_integer(
    const std::byte* from, SignState state, bool strict, std::uint64_t& low) noexcept {
    const auto first = std::to_integer<std::size_t>(*from);
    if (first <= max_small_content) [[likely]] {
        low = small_integer(*from, state);
        return from + 1;
    }
    const std::size_t length = first - max_small_content;
    if (length > sizeof low || strict) return nullptr;
    const std::uint64_t fill = sign_fill(state);
    const std::uint64_t content = low_bytes(length);
    low = (load_little_endian<std::uint64_t>(from + 1) & content) | (fill & ~content);
    return from + 1 + length;
}

/// An integer of up to 64 bits whose size is unpredictable.
struct UnpredictableInteger {
    /// Size of the encoding; only if it is at most `short_integer_room` are the others valid.
    std::uint64_t size;
    /// The content, with zeros above it.
    std::uint64_t content;
    /// The bits of the content.
    std::uint64_t mask;
};

/// `load_integer` for a number whose size is unpredictable: has no branch that depends on it.
/// `load` is called with the address of the content and returns the eight bytes there; those after
/// the end of the input may have any value.
template <class Load>
[[nodiscard]] SOURIS_ALWAYS_INLINE inline UnpredictableInteger load_unpredictable(
    const std::byte* from, Load load) noexcept {
    const auto first = std::to_integer<std::uint64_t>(*from);
    const std::uint64_t is_long = first > max_small_content ? 1 : 0;
    // 1 if the content is the first byte.
    const std::uint64_t length =
        1 + ((first - max_small_content - 1) & (std::uint64_t{0} - is_long));
    const std::uint64_t loaded = load(from + is_long);
    const std::uint64_t unused = (64 - 8 * length) & 63U;
    const std::uint64_t mask = ~std::uint64_t{0} >> unused;
    return {is_long + length, loaded & mask, mask};
}

}  // namespace detail

}}  // namespace souris::v0

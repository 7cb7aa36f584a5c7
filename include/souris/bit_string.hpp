// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/config.hpp>
#include <souris/cursor.hpp>
#include <souris/non_canonical.hpp>
#include <souris/result.hpp>

/// @file
/// Bits preceded by their number:
///
///     bit string = bit count (Integer), ceil(count / 8) bytes
///
/// Each byte is filled from its least significant bit up.

namespace souris { inline namespace v0 {

/// Whether sourisdb finds the end of a bit string of `bits` bits: sourisdb computes the number of
/// bytes in single precision, which rounds numbers of more than 24 binary digits. Writers avoid bit
/// strings whose size sourisdb gets wrong.
[[nodiscard]] constexpr bool is_portable_bit_count(std::uint64_t bits) noexcept {
    const auto digits = static_cast<unsigned>(std::bit_width(bits));
    const unsigned dropped = digits > 24 ? digits - 24 : 0;
    const std::uint64_t unit = std::uint64_t{1} << dropped;
    const std::uint64_t rest = bits & (unit - 1);
    std::uint64_t rounded = bits - rest;
    if (2 * rest > unit || (2 * rest == unit && (rounded & unit) != 0)) rounded += unit;
    return rounded / 8 + (rounded % 8 != 0) == bits / 8 + (bits % 8 != 0);
}

/// A bit string found in an input; the input owns the bytes.
struct BitString {
    std::span<const std::byte> bytes;
    std::uint64_t bit_count = 0;
};

/// Reads a bit string in constant time and leaves `cursor` after it, or, on failure, unmoved.
/// Errors: `truncated`, `length_exceeds_input`; `non_minimal_integer` and `nonzero_padding` if
/// `non_canonical` does not tolerate them.
[[nodiscard]] SOURIS_EXPORT Result<BitString, ErrorCode> read_bit_string(
    Cursor& cursor, NonCanonicalHandler* non_canonical = nullptr);

}}  // namespace souris::v0

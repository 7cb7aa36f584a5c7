// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/config.hpp>
#include <souris/cursor.hpp>
#include <souris/oddity.hpp>
#include <souris/result.hpp>

/// @file
/// Bits with their number before them:
///
///     bit string = bit count (Integer), ceil(count / 8) bytes
///
/// Each byte is filled from its least significant bit up.

namespace souris::inline v0 {

/// sourisdb computes the size of a longer bit string in single precision, and gets it wrong: a
/// writer keeps below.
inline constexpr std::uint64_t max_portable_bits = std::uint64_t{1} << 24U;

/// A bit string that was found in an input, which owns the bytes.
struct BitString {
    std::span<const std::byte> bytes;
    std::uint64_t bit_count = 0;
};

/// Reads a bit string in constant time and leaves `cursor` after it, or where it was on failure.
/// Errors: `truncated`, `length_exceeds_input`; `non_minimal_integer` and `nonzero_padding` if
/// `oddities` does not tolerate them.
[[nodiscard]] SOURIS_EXPORT Result<BitString, ErrorCode> read_bit_string(
    Cursor& cursor, OddityHandler* oddities = nullptr);

}  // namespace souris::inline v0

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <souris/error.hpp>

// The first bytes of MessagePack objects, and the predefined extension.

namespace souris { inline namespace v0 { namespace detail { namespace msgpack {

// First bytes with a number in their low bits: the first byte of each range, and its maximum.
inline constexpr std::uint8_t fixmap = 0x80;
inline constexpr std::uint8_t fixarray = 0x90;
inline constexpr std::uint8_t fixstr = 0xA0;
inline constexpr std::uint8_t negative_fixint = 0xE0;
inline constexpr std::uint8_t max_fixint = 0x7F;
inline constexpr std::uint8_t max_fixcount = 15;
inline constexpr std::uint8_t max_fixstr = 31;

inline constexpr std::uint8_t nil = 0xC0;
inline constexpr std::uint8_t never_used = 0xC1;
inline constexpr std::uint8_t boolean_false = 0xC2;
inline constexpr std::uint8_t boolean_true = 0xC3;

// The first bytes of groups that are followed by 1, 2, 4 and 8 bytes of length, count or number, in
// this order; arrays and maps begin with 2, float with 4.
inline constexpr std::uint8_t bin8 = 0xC4;
inline constexpr std::uint8_t ext8 = 0xC7;
inline constexpr std::uint8_t float32 = 0xCA;
inline constexpr std::uint8_t float64 = 0xCB;
inline constexpr std::uint8_t uint8 = 0xCC;
inline constexpr std::uint8_t int8 = 0xD0;
inline constexpr std::uint8_t fixext1 = 0xD4;
inline constexpr std::uint8_t fixext4 = 0xD6;
inline constexpr std::uint8_t fixext8 = 0xD7;
inline constexpr std::uint8_t str8 = 0xD9;
inline constexpr std::uint8_t array16 = 0xDC;
inline constexpr std::uint8_t map16 = 0xDE;

/// The type of a timestamp.
inline constexpr std::int8_t timestamp = -1;
/// The number of low bits that count seconds in the 64 bits of a short timestamp.
inline constexpr unsigned timestamp_second_bits = 34;

/// The error of the option for canonical form.
[[nodiscard]] inline Error no_canonical_form() {
    return {ErrorCode::contradictory_options, "canonical form and MessagePack, which has none"};
}

}}}}  // namespace souris::v0::detail::msgpack

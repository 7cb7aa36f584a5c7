// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

// The heads of CBOR items (RFC 8949, section 3), and the tags that correspond to types of Souris.

namespace souris { inline namespace v0 { namespace detail {

/// The high three bits of an item's first byte.
enum class CborMajor : std::uint8_t {
    unsigned_integer,
    negative_integer,
    byte_string,
    text_string,
    array,
    map,
    tag,
    simple,  ///< Also floating point numbers, and the end of items of indefinite length.
};

/// The low five bits. Below 24 they are the argument itself.
inline constexpr std::uint8_t cbor_one_byte = 24;
inline constexpr std::uint8_t cbor_eight_bytes = 27;
inline constexpr std::uint8_t cbor_indefinite = 31;

/// For the major type `simple`.
inline constexpr std::uint8_t cbor_false = 20;
inline constexpr std::uint8_t cbor_true = 21;
inline constexpr std::uint8_t cbor_null = 22;
inline constexpr std::uint8_t cbor_half = 25;
inline constexpr std::uint8_t cbor_single = 26;
inline constexpr std::uint8_t cbor_double = 27;

namespace cbor_tag {

inline constexpr std::uint64_t date_time = 0;
inline constexpr std::uint64_t epoch = 1;
inline constexpr std::uint64_t unsigned_bignum = 2;
inline constexpr std::uint64_t negative_bignum = 3;
inline constexpr std::uint64_t ipv4 = 52;
inline constexpr std::uint64_t ipv6 = 54;
inline constexpr std::uint64_t network_address = 260;
inline constexpr std::uint64_t json = 262;
inline constexpr std::uint64_t complex = 43000;
inline constexpr std::uint64_t self_described = 55799;

}  // namespace cbor_tag

}}}  // namespace souris::v0::detail

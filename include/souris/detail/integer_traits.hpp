// SPDX-License-Identifier: MIT
// Internal: serves <souris/integer.hpp>.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <souris/config.hpp>

/// @file
/// Properties of integers and of their encoding that do not need `Integer`, whose header is slower
/// to compile.

namespace souris { inline namespace v0 {

class Integer;

/// A writer's description of an integer's type and sign. Stored in the tag before the integer.
enum class SignState : std::uint8_t {
    unsigned_number = 0,      ///< Came from an unsigned type.
    signed_non_negative = 1,  ///< Came from a signed type and is not negative.
    negative = 2,
};

/// The compiler's own 128-bit integers, where they are used.
template <class T>
concept NativeInt128 =
#if SOURIS_HAS_INT128
    std::same_as<T, native_int128> || std::same_as<T, native_uint128>;
#else
    false;
#endif

/// Every integer type of C++ except `bool`, and the compiler's 128-bit ones where they are used.
template <class T>
concept AnyInteger = (std::integral<T> && !std::same_as<std::remove_cv_t<T>, bool>) ||
                     NativeInt128<std::remove_cv_t<T>>;

/// Maximum size of an encoded Integer in bytes.
inline constexpr std::size_t max_integer_size = 17;

namespace detail {

/// Integers of up to 64 bits, except `char32_t`, which is a character.
template <class T>
concept ShortInteger = AnyInteger<T> && sizeof(T) <= sizeof(std::uint64_t) &&
                       !std::same_as<T, char32_t>;

}  // namespace detail

}}  // namespace souris::v0

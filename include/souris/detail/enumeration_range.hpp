// SPDX-License-Identifier: MIT
// Internal: serves <souris/object.hpp>.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>

/// @file
/// The range of an enumeration without a fixed underlying type.

namespace souris { inline namespace v0 { namespace detail {

/// An enumeration with a fixed underlying type holds all numbers of that type. Other enumerations
/// hold only those numbers that fit into the bits that the enumerators need ([dcl.enum]): a cast of
/// any other number is undefined.
template <class T>
concept HasFixedType = requires {
    T{0};
};

template <class T, class Number>
concept FitsInto = requires(T value) {
    Number{value};
};

/// Compilers spell a value that is no enumerator as a cast: `(Mode)2`.
template <class T, T value>
[[nodiscard]] consteval bool is_enumerator() noexcept {
    const char* end = __PRETTY_FUNCTION__ + sizeof __PRETTY_FUNCTION__ - 1;
    while (end[-1] == ']')
        --end;
    while (end[-1] >= '0' && end[-1] <= '9')
        --end;
    if (end[-1] == '-') --end;
    return end[-1] != ')';
}

/// Bits, without the sign bit, of the enumerators from -128 (signed) or 0 up to 255.
template <class T, int... number>
[[nodiscard]] consteval unsigned find_bits(std::integer_sequence<int, number...>) noexcept {
    using Underlying = std::underlying_type_t<T>;
    constexpr int first = std::is_signed_v<Underlying> ? -128 : 0;
    // No fold expression: clang takes no more than 256 operands.
    constexpr bool are_there[] = {
        // Casting a number that is no value is undefined, and g++ warns about it.
        is_enumerator<T, std::bit_cast<T>(static_cast<Underlying>(first + number))>()...};
    unsigned bits = 0;
    int value = first;
    for (const bool is_there : are_there) {
        const auto magnitude = static_cast<unsigned>(value < 0 ? ~value : value);
        while (is_there && (magnitude >> bits) != 0)
            ++bits;
        ++value;
    }
    return bits;
}

/// An upper bound of those bits: g++ reveals which standard type holds all values.
template <class T, bool is_signed>
[[nodiscard]] consteval unsigned bound_bits() noexcept {
    if constexpr (FitsInto<T, std::int8_t>) {
        return 7;
    } else if constexpr (!is_signed && FitsInto<T, std::uint8_t>) {
        return 8;
    } else if constexpr (FitsInto<T, std::int16_t>) {
        return 15;
    } else if constexpr (!is_signed && FitsInto<T, std::uint16_t>) {
        return 16;
    } else {
        return static_cast<unsigned>(std::numeric_limits<std::underlying_type_t<T>>::digits);
    }
}

/// Whether an enumeration holds `number`, which its underlying type does. Exact for a fixed type
/// and for up to eight bits; beyond, g++ distinguishes 15, 16 and all bits of the underlying type.
/// Clang does not reveal the number of bits: there, every number of more than eight bits is
/// accepted, and smaller ones are checked against the bits of the enumerators of up to eight bits.
template <class T>
[[nodiscard]] constexpr bool is_in_enumeration(std::underlying_type_t<T> number) noexcept {
    using Underlying = std::underlying_type_t<T>;
    if constexpr (HasFixedType<T>) {
        return true;
    } else {
        constexpr bool is_signed = std::is_signed_v<Underlying>;
        constexpr unsigned digits = std::numeric_limits<Underlying>::digits;
        constexpr unsigned bound = bound_bits<T, is_signed>();
        constexpr bool is_searched = bound <= 8 || bound == digits;
        constexpr unsigned bits = [] {
            if constexpr (is_searched) {
                constexpr int count = is_signed ? 384 : 256;
                return find_bits<T>(std::make_integer_sequence<int, count>());
            } else {
                return bound;
            }
        }();
        const auto magnitude = static_cast<std::uint64_t>(number < 0 ? ~number : number);
        if (is_searched && bound == digits && (bits == 0 || magnitude > 255)) return true;
        return magnitude >> (bits == 0 ? 1 : bits) == 0;
    }
}

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <compare>
#include <functional>
#include <limits>
#include <string>

#include <souris/detail/integer_wire.hpp>
#include <souris/integer.hpp>

/// Properties of any two Integers, shared by the property tests and the fuzz target.

namespace integer_properties {

using souris::ErrorCode;
using souris::Integer;
using souris::Result;
using souris::SignState;
using souris::Wide;

using Outcome = Result<Integer, ErrorCode>;

/// Whether an operation returned `expected`, or was out of range if there is none.
inline bool is(const Outcome& outcome, bool in_range, const Integer& expected) {
    return in_range ? outcome == expected
                    : !outcome && outcome.error() == ErrorCode::integer_out_of_range;
}

#ifdef __SIZEOF_INT128__

// The compiler's 128-bit integers, even if the library does not use them.
__extension__ using Native = __int128;
__extension__ using UnsignedNative = unsigned __int128;

inline UnsignedNative native_bits(Wide bits) {
    return (static_cast<UnsignedNative>(bits.high) << 64U) | bits.low;
}

inline Wide wide(UnsignedNative bits) {
    return {static_cast<std::uint64_t>(bits >> 64U), static_cast<std::uint64_t>(bits)};
}

inline Integer integer(UnsignedNative number) {
    return *Integer::from_magnitude(wide(number), false);
}

inline Integer integer(Native number) {
    const auto bits = static_cast<UnsignedNative>(number);
    return *Integer::from_magnitude(wide(number < 0 ? 0 - bits : bits), number < 0);
}

template <class T>
bool agrees_as(const Integer& a, const Integer& b) {
    const auto x = static_cast<T>(native_bits(a.bits()));
    const auto y = static_cast<T>(native_bits(b.bits()));
    T sum = 0;
    T difference = 0;
    T product = 0;
    // Beyond the range of one type, the other may still hold the result; then nothing is checked.
    const bool sum_fits = !__builtin_add_overflow(x, y, &sum);
    const bool difference_fits = !__builtin_sub_overflow(x, y, &difference);
    const bool product_fits = !__builtin_mul_overflow(x, y, &product);
    constexpr bool is_signed = T(-1) < T(0);
    if ((sum_fits || !is_signed) && !is(a + b, sum_fits, integer(sum))) return false;
    if (difference_fits && a - b != integer(difference)) return false;
    if ((product_fits || !is_signed) && !is(a * b, product_fits, integer(product))) return false;
    if (y == 0 || (is_signed && a == Integer::min() && b == -1)) return true;
    return a / b == integer(static_cast<T>(x / y)) && a % b == integer(static_cast<T>(x % y));
}

inline bool arithmetic_agrees_with_native(const Integer& a, const Integer& b) {
    const auto is_signed = [](const Integer& x) {
        return x.is_negative() || x.bits().high >> 63U == 0;
    };
    if (is_signed(a) && is_signed(b) && !agrees_as<Native>(a, b)) return false;
    if (a.is_negative() || b.is_negative()) return true;
    return agrees_as<UnsignedNative>(a, b);
}

inline bool portable_division_agrees_with_native(const Integer& a, const Integer& b) {
    if (b.is_zero()) return true;
    const UnsignedNative x = native_bits(a.magnitude());
    const UnsignedNative y = native_bits(b.magnitude());
    for (const auto& [quotient, remainder] : {wide_divide(a.magnitude(), b.magnitude()),
                                              wide_divide_by_bits(a.magnitude(), b.magnitude())}) {
        if (quotient != wide(x / y) || remainder != wide(x % y)) return false;
    }
    return true;
}

#endif

inline bool division_restores_the_dividend(const Integer& a, const Integer& b) {
    const Outcome quotient = a / b;
    const Outcome remainder = a % b;
    if (b.is_zero()) {
        return quotient == tl::unexpected(ErrorCode::division_by_zero) &&
               remainder == tl::unexpected(ErrorCode::division_by_zero);
    }
    if (!remainder || !(remainder->magnitude() < b.magnitude())) return false;
    if (!remainder->is_zero() && remainder->is_negative() != a.is_negative()) return false;
    if (!quotient) {
        // Only possible for a number too large to be negated, divided by a small negative one.
        return a.is_negative() != b.is_negative() &&
               quotient.error() == ErrorCode::integer_out_of_range;
    }
    const Outcome product = *quotient * b;
    return product && *product + *remainder == a;
}

inline bool order_agrees_with_subtraction(const Integer& a, const Integer& b) {
    if ((a <=> b) != (0 <=> (b <=> a)) || (a == b) != ((a <=> b) == 0)) return false;
    const Outcome difference = a - b;
    if (difference) return (*difference <=> Integer(0)) == (a <=> b);
    if (a > b) return b.is_negative();
    // Below the range; its negative may be in the range or above it.
    const Outcome turned = b - a;
    return turned ? !turned->is_negative() : a.is_negative();
}

inline bool addition_is_undone(const Integer& a, const Integer& b) {
    const Outcome sum = a + b;
    if (sum != b + a) return false;
    if (sum) return *sum - b == a && *sum - a == b;
    return a.is_negative() == b.is_negative() && sum.error() == ErrorCode::integer_out_of_range;
}

inline bool multiplication_is_undone(const Integer& a, const Integer& b) {
    const Outcome product = a * b;
    if (product != b * a) return false;
    if (!product) return product.error() == ErrorCode::integer_out_of_range;
    return (b.is_zero() || *product / b == a) && (a.is_zero() || *product / a == b);
}

inline bool negation_is_undone(const Integer& a, const Integer&) {
    const Outcome negative = -a;
    if (!negative) return a.magnitude() > Integer::min().magnitude() && !a.is_negative();
    return *negative + a == 0 && -*negative == a;
}

inline bool text_is_read_back(const Integer& a, const Integer& b) {
    // The other number selects the base, since testing all bases each time would be slow.
    const auto base = static_cast<unsigned>(2 + b.bits().low % 35);
    return Integer::parse(a.to_string(base), base) == a && Integer::parse(a.to_string()) == a;
}

inline bool sign_state_is_no_part_of_the_value(const Integer& a, const Integer& b) {
    if (a.is_negative()) return true;
    const std::hash<Integer> hash;
    for (const SignState state : {SignState::unsigned_number, SignState::signed_non_negative}) {
        const Outcome other = Integer::from_bits(a.bits(), state);
        if (other != a || hash(*other) != hash(a) || (*other <=> b) != (a <=> b)) return false;
    }
    return true;
}

template <class T>
bool converts_exactly(const Integer& a) {
    const auto number = a.to<T>();
    const bool fits = std::numeric_limits<T>::min() <= a && a <= std::numeric_limits<T>::max();
    if (number.has_value() != fits || a.fits<T>() != fits) return false;
    return fits ? *number == a : number.error() == ErrorCode::integer_out_of_range;
}

inline bool conversions_never_wrap(const Integer& a, const Integer&) {
    return converts_exactly<std::int8_t>(a) && converts_exactly<std::uint8_t>(a) &&
           converts_exactly<std::int16_t>(a) && converts_exactly<std::uint16_t>(a) &&
           converts_exactly<std::int32_t>(a) && converts_exactly<std::uint32_t>(a) &&
           converts_exactly<std::int64_t>(a) && converts_exactly<std::uint64_t>(a);
}

/// a - b| if it is in range.
inline Outcome distance(const Integer& a, const Integer& b) {
    return a > b ? a - b : b - a;
}

inline bool no_double_is_nearer(const Integer& a, const Integer&) {
    const double nearest = a.to_double();
    const auto exact = a.to<double>();
    const Outcome back = Integer::from_double(nearest);
    if (exact) return *exact == nearest && back == a;
    // 2^128 is above all numbers; otherwise a different number.
    if (!back) return nearest == 0x1p128 && a.magnitude().high >> 10U == ~std::uint64_t{0} >> 10U;
    if (*back == a) return false;
    for (const double direction : {-HUGE_VAL, HUGE_VAL}) {
        const Outcome neighbour = Integer::from_double(std::nextafter(nearest, direction));
        if (neighbour && *distance(*neighbour, a) < *distance(*back, a)) return false;
    }
    return true;
}

inline bool bytes_are_read_back(const Integer& a, const Integer& b) {
    std::array<std::byte, 2 * souris::max_integer_size> buffer{};
    const std::byte* const middle = store_integer(buffer.data(), a);
    const std::byte* const end = store_integer(buffer.data() + (middle - buffer.data()), b);
    const auto size = static_cast<std::size_t>(middle - buffer.data());
    if (size != integer_size(a) || static_cast<std::size_t>(end - middle) != integer_size(b)) {
        return false;
    }
    // With the following bytes, and without.
    for (const std::byte* limit : {end, middle}) {
        const auto loaded = souris::load_integer(
            buffer.data(), static_cast<std::size_t>(limit - buffer.data()), a.sign_state());
        if (loaded.size != size || loaded.bits != a.bits()) return false;
    }
    for (std::size_t cut = 0; cut < size; ++cut) {
        if (souris::load_integer(buffer.data(), cut, a.sign_state()).size != 0) return false;
    }
    return a.is_negative() || a.bits().high != 0 ||
           souris::store_unsigned(buffer.data(), a.bits().low) == middle;
}

struct Property {
    const char* name;
    bool (*holds)(const Integer& a, const Integer& b);
};

inline constexpr Property properties[] = {
#ifdef __SIZEOF_INT128__
    {"arithmetic agrees with the compiler's 128-bit integers", arithmetic_agrees_with_native},
    {"portable division agrees with the compiler's", portable_division_agrees_with_native},
#endif
    {"(a / b) * b + a % b is a", division_restores_the_dividend},
    {"order agrees with subtraction", order_agrees_with_subtraction},
    {"a + b - b is a", addition_is_undone},
    {"a * b / b is a", multiplication_is_undone},
    {"- -a is a", negation_is_undone},
    {"text is read back", text_is_read_back},
    {"equality, order and hash are of the value", sign_state_is_no_part_of_the_value},
    {"conversions to smaller types are exact or errors", conversions_never_wrap},
    {"no double is nearer than to_double", no_double_is_nearer},
    {"bytes are read back, and no prefix of them is", bytes_are_read_back},
};

}  // namespace integer_properties

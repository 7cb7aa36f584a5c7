// SPDX-License-Identifier: MIT
// Internal: serves <souris/integer.hpp> and <souris/value.hpp>.
#pragma once

#include <bit>
#include <cassert>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>

#include <souris/config.hpp>
#include <souris/wide.hpp>

/// @file
/// Conversions of floating point numbers that work on their bits. The processor's conversions
/// depend on the rounding mode, and lose subnormal numbers in programs built with `-ffast-math`.

namespace souris { inline namespace v0 { namespace detail {

/// The floating point types of the format; long double differs between machines.
template <class T>
concept FormatFloat = std::same_as<T, float> || std::same_as<T, double>;

/// The bit layout of a binary format of IEEE 754 whose numbers take as many bits as a `WordType`.
template <std::unsigned_integral WordType, int digits, int max_exponent>
struct BinaryFormat {
    using Word = WordType;
    /// Digits of the significand, including the implicit leading one.
    static constexpr unsigned precision = digits;
    static constexpr unsigned fraction_width = precision - 1;
    /// Offset of the stored exponent.
    static constexpr int bias = max_exponent - 1;
    static constexpr Word leading_digit = Word{1} << fraction_width;
    static constexpr Word fraction_mask = leading_digit - 1;
    static constexpr Word sign_bit = Word{1} << (8 * sizeof(Word) - 1);
    /// The exponent field of infinities and NaN.
    static constexpr unsigned infinite = 2 * bias + 1;

    [[nodiscard]] static constexpr bool is_negative(Word bits) noexcept {
        return (bits & sign_bit) != 0;
    }
    [[nodiscard]] static constexpr unsigned exponent(Word bits) noexcept {
        return static_cast<unsigned>((bits & ~sign_bit) >> fraction_width);
    }
    [[nodiscard]] static constexpr Word fraction(Word bits) noexcept {
        return static_cast<Word>(bits & fraction_mask);
    }
};

/// binary16, for which C++ has no type yet.
using HalfBits = BinaryFormat<std::uint16_t, 11, 16>;

/// The bits of a number.
template <FormatFloat T>
struct FloatingBits
    : BinaryFormat<std::conditional_t<sizeof(T) == sizeof(float), std::uint32_t, std::uint64_t>,
                   std::numeric_limits<T>::digits, std::numeric_limits<T>::max_exponent> {
    using typename FloatingBits::BinaryFormat::Word;

    [[nodiscard]] static constexpr Word of(T number) noexcept {
        return std::bit_cast<Word>(number);
    }
};

/// Works even where the compiler assumes finite numbers and folds `number != number` to false.
template <FormatFloat T>
[[nodiscard]] constexpr bool is_nan(T number) noexcept {
    const auto bits = FloatingBits<T>::of(number);
    return FloatingBits<T>::exponent(bits) == FloatingBits<T>::infinite &&
           FloatingBits<T>::fraction(bits) != 0;
}

/// The `T` nearest to an integer, ties to even; infinite beyond the finite numbers.
template <FormatFloat T>
[[nodiscard]] constexpr T nearest_floating(Wide magnitude) noexcept {
    using Bits = FloatingBits<T>;
    using Word = typename Bits::Word;
    const unsigned width = magnitude.bit_width();
    if (width == 0) return 0;
    Word significand = 0;
    if (width <= Bits::precision) {
        significand = static_cast<Word>(magnitude.low << (Bits::precision - width));
    } else {
        const unsigned shift = width - Bits::precision;
        const Wide kept = wide_shift_right(magnitude, shift);
        const Wide rest = wide_subtract(magnitude, wide_shift_left(kept, shift));
        const Wide half = wide_shift_left({0, 1}, shift - 1);
        const bool rounds_up = rest > half || (rest == half && (kept.low & 1U) != 0);
        significand = static_cast<Word>(kept.low + (rounds_up ? 1 : 0));
    }
    // The leading digit adds one to the exponent, and so does a carry out of the significand.
    assert(significand >= Bits::leading_digit && significand <= 2 * Bits::leading_digit);
    const auto exponent = static_cast<Word>(static_cast<int>(width) - 2 + Bits::bias);
    return std::bit_cast<T>((exponent << Bits::fraction_width) + significand);
}

/// The `T` of the same value as the number with these bits in the smaller format `Narrow`, or NaN
/// of the same payload.
template <FormatFloat T, class Narrow>
[[nodiscard]] constexpr T widened_bits(typename Narrow::Word bits) noexcept {
    using Broad = FloatingBits<T>;
    using Word = typename Broad::Word;
    constexpr unsigned shift = Broad::fraction_width - Narrow::fraction_width;
    const Word sign = Narrow::is_negative(bits) ? Broad::sign_bit : 0;
    const Word fraction = Narrow::fraction(bits);
    const unsigned exponent = Narrow::exponent(bits);
    Word size = 0;
    if (exponent != 0) {
        const Word wide_exponent = exponent == Narrow::infinite
                                       ? Broad::infinite
                                       : exponent + (Broad::bias - Narrow::bias);
        size = wide_exponent << Broad::fraction_width | fraction << shift;
    } else if (fraction != 0) {
        // An integer multiple of the smallest number.
        constexpr Word least = Narrow::bias - 1 + Narrow::fraction_width;
        size = Broad::of(nearest_floating<T>({0, fraction})) - (least << Broad::fraction_width);
    }
    return std::bit_cast<T>(sign | size);
}

/// The double of the same value, or NaN of the same payload.
[[nodiscard]] constexpr double widened(float number) noexcept {
    using Narrow = FloatingBits<float>;
    return widened_bits<double, Narrow>(Narrow::of(number));
}

/// The bits of the same value in the smaller format `Narrow`, or of NaN of the same payload;
/// nothing if it has no such value.
template <class Narrow, FormatFloat T>
[[nodiscard]] constexpr std::optional<typename Narrow::Word> narrowed_bits(T number) noexcept {
    using Broad = FloatingBits<T>;
    using Word = typename Broad::Word;
    const Word bits = Broad::of(number);
    const Word sign = Broad::is_negative(bits) ? Narrow::sign_bit : 0;
    const unsigned biased = Broad::exponent(bits);
    const int exponent = static_cast<int>(biased) - Broad::bias;
    Word fraction = Broad::fraction(bits);
    Word narrow_exponent = 0;
    unsigned shift = Broad::fraction_width - Narrow::fraction_width;
    if (biased == Broad::infinite) {
        narrow_exponent = Narrow::infinite;
    } else if (exponent > Narrow::bias) {
        return std::nullopt;
    } else if (exponent > -Narrow::bias) {
        narrow_exponent = static_cast<Word>(exponent + Narrow::bias);
    } else if (biased != 0) {
        // In a subnormal number the leading digit is explicit.
        fraction |= Broad::leading_digit;
        shift += static_cast<unsigned>(1 - Narrow::bias - exponent);
        if (shift > Broad::fraction_width) return std::nullopt;
    } else if (fraction != 0) {
        // Less than any number of the smaller format.
        return std::nullopt;
    }
    if ((fraction & ((Word{1} << shift) - 1)) != 0) return std::nullopt;
    return static_cast<typename Narrow::Word>(sign | narrow_exponent << Narrow::fraction_width |
                                              fraction >> shift);
}

/// The float of the same value, or NaN of the same payload; nothing if there is no such float.
[[nodiscard]] constexpr std::optional<float> narrowed(double number) noexcept {
    const auto bits = narrowed_bits<FloatingBits<float>>(number);
    return bits ? std::optional(std::bit_cast<float>(*bits)) : std::nullopt;
}

}}}  // namespace souris::v0::detail

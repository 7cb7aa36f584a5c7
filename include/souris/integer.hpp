// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cassert>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

#include <souris/detail/floating.hpp>
#include <souris/detail/integer_traits.hpp>
#include <souris/detail/text_argument.hpp>
#include <souris/keyed_hash.hpp>
#include <souris/result.hpp>
#include <souris/wide.hpp>

/// @file
/// The integer type of the format.

namespace souris { inline namespace v0 {

/// An integer in [-2^127, 2^128-1].
///
/// Holds 128 bits of two's complement and a `SignState`. Equality, order and hash depend on the
/// value alone: 5 from an `int` equals 5 from an `unsigned`. Conversions and arithmetic never wrap:
/// a result that does not fit is an error. Everything except `to_string` and hashing is constexpr.
/// Trivially copyable, 24 bytes.
///
/// @snippet reference_integer.cpp integer
class Integer {
    /// Passkey for a public constructor that only members can call, including through `Result`.
    class Unchecked {
        friend class Integer;
        constexpr Unchecked() noexcept = default;
    };

  public:
    /// Zero.
    constexpr Integer() noexcept = default;

    /// Any C++ integer. The sign state records whether its type was signed.
    template <AnyInteger T>
    // NOLINTNEXTLINE(google-explicit-constructor): every C++ integer is an Integer.
    constexpr Integer(T value) noexcept : low_(static_cast<std::uint64_t>(value)) {
        if constexpr (T(-1) < T(0)) {
            state_ = word_of(value < 0 ? SignState::negative : SignState::signed_non_negative);
            high_ = value < 0 ? ~std::uint64_t{0} : 0;
        }
        if constexpr (sizeof(T) > sizeof low_) high_ = static_cast<std::uint64_t>(value >> 64);
    }

    constexpr Integer(Unchecked, Wide bits, SignState state) noexcept
        : high_(bits.high), low_(bits.low), state_(word_of(state)) {
        assert(state != SignState::negative || (bits.high >> 63U) != 0);
    }

    /// The number with these 128 bits, read as two's complement if `state` is negative.
    /// Errors: `invalid_negative` if `state` is negative and the top bit is clear.
    [[nodiscard]] static constexpr Result<Integer, ErrorCode> from_bits(Wide bits,
                                                                        SignState state) noexcept {
        if (state == SignState::negative && (bits.high >> 63U) == 0) {
            return failure(ErrorCode::invalid_negative);
        }
        // In place: copying 24 bytes right after writing their halves stalls the processor.
        return Result<Integer, ErrorCode>(tl::in_place, Unchecked(), bits, state);
    }

    /// `magnitude` or its negative.
    /// Errors: `integer_out_of_range` below -2^127.
    [[nodiscard]] static constexpr Result<Integer, ErrorCode> from_magnitude(
        Wide magnitude, bool is_negative) noexcept {
        if (!is_negative || magnitude.is_zero()) {
            return Integer{Unchecked(), magnitude, SignState::unsigned_number};
        }
        const Wide bits = wide_negate(magnitude);
        if ((bits.high >> 63U) == 0) return failure(ErrorCode::integer_out_of_range);
        return Integer{Unchecked(), bits, SignState::negative};
    }

    /// Converts a whole number exactly.
    /// Errors: `inexact_number` for a fraction, NaN or infinity; `integer_out_of_range`.
    [[nodiscard]] static constexpr Result<Integer, ErrorCode> from_double(double value) noexcept;

    /// Parses `text`: an optional `-` or `+`, then digits of `base` (2 to 36, letters in either
    /// case) and nothing else. Linear in the text.
    /// Errors: `invalid_number`; `integer_out_of_range`.
    [[nodiscard]] static constexpr Result<Integer, ErrorCode> parse(TextArgument text,
                                                                    unsigned base = 10) noexcept;

    /// The least integer, -2^127, and the greatest, 2^128-1.
    [[nodiscard]] static constexpr Integer min() noexcept {
        return Integer{Unchecked(), {std::uint64_t{1} << 63U, 0}, SignState::negative};
    }
    /// @copydoc min
    [[nodiscard]] static constexpr Integer max() noexcept {
        return Integer{
            Unchecked(), {~std::uint64_t{0}, ~std::uint64_t{0}}, SignState::unsigned_number};
    }

    [[nodiscard]] constexpr bool is_negative() const noexcept {
        return state_ == word_of(SignState::negative);
    }
    [[nodiscard]] constexpr bool is_zero() const noexcept { return bits().is_zero(); }
    [[nodiscard]] constexpr SignState sign_state() const noexcept {
        return static_cast<SignState>(state_);
    }

    /// The 128 bits of two's complement.
    [[nodiscard]] constexpr Wide bits() const noexcept { return {high_, low_}; }
    /// The absolute value, at most 2^128-1.
    [[nodiscard]] constexpr Wide magnitude() const noexcept {
        return is_negative() ? wide_negate(bits()) : bits();
    }

    /// Content bytes of the number in the format, 1 to 16: its bits without the leading bytes that
    /// the sign state restores.
    [[nodiscard]] constexpr std::size_t byte_length() const noexcept {
        const std::uint64_t fill = is_negative() ? ~std::uint64_t{0} : 0;
        const std::uint64_t high = high_ ^ fill;
        const std::uint64_t leading = high != 0 ? high : low_ ^ fill;
        // The lowest bit stands for "at least one byte".
        const auto zero_bytes = static_cast<std::size_t>(std::countl_zero(leading | 1U)) / 8;
        return (high != 0 ? 16U : 8U) - zero_bytes;
    }

    /// Whether the value lies in the range of `T`.
    template <AnyInteger T>
    [[nodiscard]] constexpr bool fits() const noexcept {
        constexpr bool is_signed = T(-1) < T(0);
        constexpr unsigned value_bits = sizeof(T) * 8 - (is_signed ? 1 : 0);
        if (is_negative()) {
            return is_signed && Wide{~high_, ~low_}.bit_width() <= value_bits;
        }
        return bits().bit_width() <= value_bits;
    }

    /// The value as a `T`.
    /// Errors: `integer_out_of_range`. Never wraps.
    template <AnyInteger T>
    [[nodiscard]] constexpr Result<T, ErrorCode> to() const noexcept {
        if (!fits<T>()) return failure(ErrorCode::integer_out_of_range);
        if constexpr (sizeof(T) > sizeof low_) {
            return static_cast<T>((static_cast<T>(high_) << 64) | static_cast<T>(low_));
        } else {
            return static_cast<T>(low_);
        }
    }

    /// The value as a `float` or `double`, exactly. Errors: `inexact_number` if no such number has
    /// the same value.
    template <class T>
    requires std::same_as<T, float> || std::same_as<T, double>
    [[nodiscard]] constexpr Result<T, ErrorCode> to() const noexcept;

    /// The nearest double, ties to even.
    [[nodiscard]] constexpr double to_double() const noexcept;

    /// Digits in `base` (2 to 36, lower case), after a `-` if negative.
    [[nodiscard]] std::string to_string(unsigned base = 10) const;

    /// Maximum number of characters written by `write_digits`: a sign and 128 binary digits.
    static constexpr std::size_t max_digits = 129;
    /// Writes the text of `to_string` to `out`, which must have room for `max_digits`, without
    /// allocating. Returns the number of characters.
    constexpr std::size_t write_digits(char* out, unsigned base = 10) const noexcept;

    friend constexpr bool operator==(const Integer& a, const Integer& b) noexcept {
        return a.low_ == b.low_ && a.high_ == b.high_ && a.is_negative() == b.is_negative();
    }
    friend constexpr std::strong_ordering operator<=>(const Integer& a, const Integer& b) noexcept {
        if (a.is_negative() != b.is_negative()) {
            return a.is_negative() ? std::strong_ordering::less : std::strong_ordering::greater;
        }
        return a.bits() <=> b.bits();
    }

    /// Arithmetic. Errors: `integer_out_of_range`; `division_by_zero`.
    friend constexpr Result<Integer, ErrorCode> operator+(const Integer& a,
                                                          const Integer& b) noexcept {
        return add(a, b, b.is_negative());
    }
    /// @copydoc operator+
    friend constexpr Result<Integer, ErrorCode> operator-(const Integer& a,
                                                          const Integer& b) noexcept {
        return add(a, b, !b.is_negative());
    }
    /// @copydoc operator+
    friend constexpr Result<Integer, ErrorCode> operator*(const Integer& a,
                                                          const Integer& b) noexcept {
        const auto product = wide_multiply(a.magnitude(), b.magnitude());
        if (!product) return failure(ErrorCode::integer_out_of_range);
        return from_magnitude(*product, a.is_negative() != b.is_negative());
    }
    /// Rounds towards zero, as C++ does. Errors: `division_by_zero`, `integer_out_of_range`.
    friend constexpr Result<Integer, ErrorCode> operator/(const Integer& a,
                                                          const Integer& b) noexcept {
        if (b.is_zero()) return failure(ErrorCode::division_by_zero);
        return from_magnitude(wide_divide(a.magnitude(), b.magnitude()).quotient,
                              a.is_negative() != b.is_negative());
    }
    /// Has the sign of the dividend, as in C++. Errors: `division_by_zero`.
    friend constexpr Result<Integer, ErrorCode> operator%(const Integer& a,
                                                          const Integer& b) noexcept {
        if (b.is_zero()) return failure(ErrorCode::division_by_zero);
        return from_magnitude(wide_divide(a.magnitude(), b.magnitude()).remainder, a.is_negative());
    }
    /// Errors: `integer_out_of_range` for values above 2^127.
    friend constexpr Result<Integer, ErrorCode> operator-(const Integer& a) noexcept {
        return from_magnitude(a.magnitude(), !a.is_negative());
    }

  private:
    static constexpr std::uint64_t word_of(SignState state) noexcept {
        return static_cast<std::uint64_t>(state);
    }

    /// The sum of a and of b's magnitude with the given sign.
    static constexpr Result<Integer, ErrorCode> add(const Integer& a, const Integer& b,
                                                    bool b_is_negative) noexcept {
        const Wide x = a.magnitude();
        const Wide y = b.magnitude();
        if (a.is_negative() == b_is_negative) {
            const Wide sum = wide_add(x, y);
            if (sum < x) return failure(ErrorCode::integer_out_of_range);
            return from_magnitude(sum, b_is_negative);
        }
        if (x >= y) return from_magnitude(wide_subtract(x, y), a.is_negative());
        return from_magnitude(wide_subtract(y, x), b_is_negative);
    }

    std::uint64_t high_ = 0;
    std::uint64_t low_ = 0;
    /// A `SignState`; a full word, since without padding the number is copied in registers.
    std::uint64_t state_ = 0;
};

namespace detail {

/// The value of a digit in bases up to 36, or 36.
[[nodiscard]] constexpr unsigned digit_value(char c) noexcept {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a') + 10;
    if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A') + 10;
    return 36;
}

}  // namespace detail

constexpr Result<Integer, ErrorCode> Integer::from_double(double value) noexcept {
    using Bits = detail::FloatingBits<double>;
    const std::uint64_t bits = Bits::of(value);
    const unsigned exponent = Bits::exponent(bits);
    const std::uint64_t fraction = Bits::fraction(bits);
    if (exponent == 0 && fraction == 0) return Integer();
    // The value is this integer significand times a power of two.
    const int power = static_cast<int>(exponent) - (Bits::bias + int{Bits::fraction_width});
    const Wide significand{0, Bits::leading_digit | fraction};
    if (exponent == Bits::infinite || power <= -int{Bits::precision}) {
        return failure(ErrorCode::inexact_number);
    }
    if (power > 128 - int{Bits::precision}) return failure(ErrorCode::integer_out_of_range);
    if (power >= 0) {
        return from_magnitude(wide_shift_left(significand, static_cast<unsigned>(power)),
                              Bits::is_negative(bits));
    }
    const auto shift = static_cast<unsigned>(-power);
    const Wide whole = wide_shift_right(significand, shift);
    if (wide_shift_left(whole, shift) != significand) return failure(ErrorCode::inexact_number);
    return from_magnitude(whole, Bits::is_negative(bits));
}

constexpr double Integer::to_double() const noexcept {
    const auto size = detail::nearest_floating<double>(magnitude());
    return is_negative() ? -size : size;
}

template <class T>
requires std::same_as<T, float> || std::same_as<T, double>
constexpr Result<T, ErrorCode> Integer::to() const noexcept {
    constexpr unsigned precision = std::numeric_limits<T>::digits;
    const Wide size = magnitude();
    if (!size.is_zero()) {
        const unsigned zeros = static_cast<unsigned>(
            size.low != 0 ? std::countr_zero(size.low) : 64 + std::countr_zero(size.high));
        if (size.bit_width() - zeros > precision) return failure(ErrorCode::inexact_number);
    }
    const T value = detail::nearest_floating<T>(size);
    return is_negative() ? -value : value;
}

constexpr Result<Integer, ErrorCode> Integer::parse(TextArgument argument, unsigned base) noexcept {
    std::string_view text = argument;
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || base < 2 || base > 36) return failure(ErrorCode::invalid_number);
    Wide magnitude;
    bool overflow = false;
    for (const char c : text) {
        const unsigned digit = detail::digit_value(c);
        if (digit >= base) return failure(ErrorCode::invalid_number);
        const auto product = wide_multiply(magnitude, {0, base});
        const Wide sum = wide_add(product.value_or(Wide{}), {0, digit});
        overflow = overflow || !product || sum < *product;
        magnitude = sum;
    }
    if (overflow) return failure(ErrorCode::integer_out_of_range);
    return from_magnitude(magnitude, is_negative);
}

constexpr std::size_t Integer::write_digits(char* out, unsigned base) const noexcept {
    assert(base >= 2 && base <= 36);
    assert(out != nullptr);
    constexpr char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    char reversed[max_digits] = {};
    std::size_t size = 0;
    Wide rest = magnitude();
    if (rest.high != 0) {
        // As many digits per division as fit a 64-bit number in this base.
        std::uint64_t chunk = base;
        unsigned chunk_digits = 1;
        for (; chunk <= ~std::uint64_t{0} / base; ++chunk_digits)
            chunk *= base;
        while (rest.high != 0) {
            const auto [quotient, remainder] = wide_divide(rest, {0, chunk});
            std::uint64_t part = remainder.low;
            for (unsigned i = 0; i < chunk_digits; ++i, part /= base)
                reversed[size++] = digits[part % base];
            rest = quotient;
        }
    }
    std::uint64_t part = rest.low;
    do {
        reversed[size++] = digits[part % base];
        part /= base;
    } while (part != 0);
    if (is_negative()) reversed[size++] = '-';
    assert(size <= max_digits);
    for (std::size_t i = 0; i < size; ++i)
        out[i] = reversed[size - 1 - i];
    return size;
}

inline std::string Integer::to_string(unsigned base) const {
    char buffer[max_digits] = {};
    return std::string(buffer, write_digits(buffer, base));
}

namespace literals {

/// `340282366920938463463374607431768211455_integer`, in any notation of C++ (`0x`, `0b`, a leading
/// 0 for octal, single quotes between digits). Numbers out of range and malformed ones do not
/// compile.
consteval Integer operator""_integer(const char* text) {
    std::string_view rest = text;
    unsigned base = 10;
    if (rest.starts_with("0x") || rest.starts_with("0X")) {
        base = 16;
        rest.remove_prefix(2);
    } else if (rest.starts_with("0b") || rest.starts_with("0B")) {
        base = 2;
        rest.remove_prefix(2);
    } else if (rest.size() > 1 && rest.starts_with('0')) {
        base = 8;
        rest.remove_prefix(1);
    }
    // Not std::string: it is not a literal type in all supported standard libraries.
    char digits[4 * Integer::max_digits] = {};
    std::size_t size = 0;
    for (const char c : rest) {
        if (c != '\'') digits[size++] = c;
    }
    return Integer::parse({digits, size}, base).value();
}

}  // namespace literals

}}  // namespace souris::v0

/// A hash of the value: equal integers hash alike, whatever their sign state. Keyed per process, so
/// that nobody can prepare numbers that collide.
template <>
struct std::hash<souris::Integer> {
    [[nodiscard]] std::size_t operator()(const souris::Integer& integer) const noexcept {
        const souris::Wide bits = integer.bits();
        const std::uint64_t parts[] = {integer.is_negative() ? 1U : 0U, bits.high, bits.low};
        return static_cast<std::size_t>(souris::detail::keyed_hash_of(parts));
    }
};

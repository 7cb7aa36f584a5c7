// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cassert>
#include <compare>
#include <cstdint>
#include <optional>

#include <souris/config.hpp>

/// @file
/// Unsigned 128-bit arithmetic in two 64-bit halves, with and without the compiler's own.

namespace souris { inline namespace v0 {

/// An unsigned 128-bit number. The members are the number; there is no invariant.
struct Wide {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    friend constexpr bool operator==(Wide, Wide) noexcept = default;
    friend constexpr auto operator<=>(Wide, Wide) noexcept = default;

    [[nodiscard]] constexpr bool is_zero() const noexcept { return (high | low) == 0; }

    /// Bits needed to represent the number, 0 for 0.
    [[nodiscard]] constexpr unsigned bit_width() const noexcept {
        return static_cast<unsigned>(high != 0 ? 64 + std::bit_width(high) : std::bit_width(low));
    }
};

/// 2^128 - x for x > 0, 0 for 0: two's complement.
[[nodiscard]] constexpr Wide wide_negate(Wide x) noexcept {
    const std::uint64_t low = ~x.low + 1;
    return {~x.high + (low == 0 ? 1U : 0U), low};
}

/// x + y modulo 2^128.
[[nodiscard]] constexpr Wide wide_add(Wide x, Wide y) noexcept {
    const std::uint64_t low = x.low + y.low;
    return {x.high + y.high + (low < x.low ? 1U : 0U), low};
}

/// x - y modulo 2^128.
[[nodiscard]] constexpr Wide wide_subtract(Wide x, Wide y) noexcept {
    return {x.high - y.high - (x.low < y.low ? 1U : 0U), x.low - y.low};
}

/// x * 2^count modulo 2^128, count below 128.
[[nodiscard]] constexpr Wide wide_shift_left(Wide x, unsigned count) noexcept {
    assert(count < 128);
    if (count == 0) return x;
    if (count >= 64) return {x.low << (count - 64), 0};
    return {(x.high << count) | (x.low >> (64 - count)), x.low << count};
}

/// x / 2^count rounded down, count below 128.
[[nodiscard]] constexpr Wide wide_shift_right(Wide x, unsigned count) noexcept {
    assert(count < 128);
    if (count == 0) return x;
    if (count >= 64) return {0, x.high >> (count - 64)};
    return {x.high >> count, (x.low >> count) | (x.high << (64 - count))};
}

/// The full product of two 64-bit numbers.
[[nodiscard]] constexpr Wide wide_product(std::uint64_t x, std::uint64_t y) noexcept {
#if SOURIS_HAS_INT128
    const native_uint128 product = static_cast<native_uint128>(x) * y;
    return {static_cast<std::uint64_t>(product >> 64U), static_cast<std::uint64_t>(product)};
#else
    const std::uint64_t x_low = x & 0xFFFFFFFFU;
    const std::uint64_t x_high = x >> 32U;
    const std::uint64_t y_low = y & 0xFFFFFFFFU;
    const std::uint64_t y_high = y >> 32U;
    const std::uint64_t low = x_low * y_low;
    // Neither sum overflows: (2^32-1)^2 + 2 * (2^32-1) = 2^64-1.
    const std::uint64_t middle = x_high * y_low + (low >> 32U);
    const std::uint64_t other = x_low * y_high + (middle & 0xFFFFFFFFU);
    return {x_high * y_high + (middle >> 32U) + (other >> 32U),
            (other << 32U) | (low & 0xFFFFFFFFU)};
#endif
}

/// x * y; empty on overflow of 128 bits.
[[nodiscard]] constexpr std::optional<Wide> wide_multiply(Wide x, Wide y) noexcept {
    if (x.high != 0 && y.high != 0) return std::nullopt;
    const Wide low = wide_product(x.low, y.low);
    const Wide cross = x.high != 0 ? wide_product(x.high, y.low) : wide_product(x.low, y.high);
    const std::uint64_t high = low.high + cross.low;
    if (cross.high != 0 || high < low.high) return std::nullopt;
    return Wide{high, low.low};
}

/// Result of a division.
struct WideDivision {
    Wide quotient;
    Wide remainder;
};

/// x / y and x % y; y must not be 0. Portable: one subtraction for each bit of the quotient.
[[nodiscard]] constexpr WideDivision wide_divide_by_bits(Wide x, Wide y) noexcept {
    assert(y != Wide{});
    WideDivision result{{}, x};
    if (x < y) return result;
    unsigned shift = x.bit_width() - y.bit_width();
    Wide divisor = wide_shift_left(y, shift);
    for (;; --shift, divisor = wide_shift_right(divisor, 1)) {
        result.quotient = wide_shift_left(result.quotient, 1);
        if (divisor <= result.remainder) {
            result.remainder = wide_subtract(result.remainder, divisor);
            result.quotient.low |= 1U;
        }
        if (shift == 0) return result;
    }
}

/// x / y and x % y; y must not be 0.
[[nodiscard]] constexpr WideDivision wide_divide(Wide x, Wide y) noexcept {
    assert(y != Wide{});
    if (x.high == 0 && y.high == 0) return {{0, x.low / y.low}, {0, x.low % y.low}};
#if SOURIS_HAS_INT128
    const native_uint128 dividend = (static_cast<native_uint128>(x.high) << 64U) | x.low;
    const native_uint128 divisor = (static_cast<native_uint128>(y.high) << 64U) | y.low;
    const native_uint128 quotient = dividend / divisor;
    const native_uint128 remainder = dividend % divisor;
    return {{static_cast<std::uint64_t>(quotient >> 64U), static_cast<std::uint64_t>(quotient)},
            {static_cast<std::uint64_t>(remainder >> 64U), static_cast<std::uint64_t>(remainder)}};
#else
    return wide_divide_by_bits(x, y);
#endif
}

}}  // namespace souris::v0

// SPDX-License-Identifier: MIT
#include "interop/epoch.hpp"

#include <cassert>
#include <chrono>

#include <souris/detail/floating.hpp>
#include <souris/integer.hpp>
#include <souris/wide.hpp>

// Timestamp's own conversions use 64 bits of nanoseconds, which hold some 292 years either way. The
// calendar repeats every 400 years, so they suffice for the period around 1970.

namespace souris { inline namespace v0 { namespace detail {

namespace {

constexpr std::int64_t years_per_period = 400;
constexpr std::int64_t seconds_per_period = std::int64_t{146'097} * 24 * 60 * 60;
constexpr std::uint64_t nanoseconds_in_second = 1'000'000'000;

}  // namespace

std::int64_t unix_seconds(const Timestamp& time) noexcept {
    assert(time.is_valid());
    // The period from 1770 to 2169.
    const std::int64_t years = time.year - std::int64_t{1770};
    const std::int64_t periods =
        (years >= 0 ? years : years - (years_per_period - 1)) / years_per_period;
    Timestamp near = time;
    near.year = static_cast<std::int32_t>(time.year - periods * years_per_period);
    near.nanosecond = 0;
    const auto point = near.to_time_point();
    assert(point.has_value());
    const auto seconds = std::chrono::floor<std::chrono::seconds>(*point).time_since_epoch();
    return seconds.count() + periods * seconds_per_period;
}

std::optional<Timestamp> time_at(std::int64_t seconds, std::uint32_t nanoseconds) noexcept {
    assert(nanoseconds < nanoseconds_in_second);
    std::int64_t periods = seconds / seconds_per_period;
    std::int64_t rest = seconds % seconds_per_period;
    if (rest >= seconds_per_period / 2) {
        rest -= seconds_per_period;
        ++periods;
    } else if (rest < -seconds_per_period / 2) {
        rest += seconds_per_period;
        --periods;
    }
    Timestamp time = Timestamp::from_time_point(
        std::chrono::sys_time<std::chrono::nanoseconds>(std::chrono::seconds(rest)));
    const auto year = Integer(time.year + periods * years_per_period).to<std::int32_t>();
    if (!year) return std::nullopt;
    time.year = *year;
    time.nanosecond = nanoseconds;
    assert(time.is_valid());
    return time;
}

std::optional<Timestamp> time_at(double seconds) noexcept {
    using Bits = FloatingBits<double>;
    const std::uint64_t bits = Bits::of(seconds);
    const unsigned exponent = Bits::exponent(bits);
    // The seconds are the significand as an integer, times two to this power.
    const int power = static_cast<int>(exponent) - (Bits::bias + int{Bits::fraction_width});
    if (power > 63 - int{Bits::precision}) return std::nullopt;
    const std::uint64_t significand =
        Bits::fraction(bits) | (exponent != 0 ? Bits::leading_digit : 0);
    std::uint64_t whole = 0;
    std::uint64_t nanoseconds = 0;
    if (power >= 0) {
        whole = significand << static_cast<unsigned>(power);
    } else if (power > -100) {  // Smaller numbers round to 0.
        const auto shift = static_cast<unsigned>(-power);
        whole = wide_shift_right({0, significand}, shift).low;
        const Wide rest = wide_subtract({0, significand}, wide_shift_left({0, whole}, shift));
        const Wide product = wide_product(rest.low, nanoseconds_in_second);
        const Wide half = wide_shift_left({0, 1}, shift - 1);
        nanoseconds = wide_shift_right(wide_add(product, half), shift).low;
    }
    if (nanoseconds == nanoseconds_in_second) {
        ++whole;
        nanoseconds = 0;
    }
    assert(nanoseconds < nanoseconds_in_second);
    auto count = static_cast<std::int64_t>(whole);
    if (Bits::is_negative(bits)) {
        count = -count - (nanoseconds != 0 ? 1 : 0);
        if (nanoseconds != 0) nanoseconds = nanoseconds_in_second - nanoseconds;
    }
    return time_at(count, static_cast<std::uint32_t>(nanoseconds));
}

}}}  // namespace souris::v0::detail

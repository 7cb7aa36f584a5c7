// SPDX-License-Identifier: MIT
#include <souris/scalar_codecs.hpp>

#include "base/try.hpp"

namespace souris::detail {

namespace {

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
constexpr std::int64_t seconds_per_day = 86'400;
/// The Gregorian calendar repeats after so many years: days that std::chrono has no year for are
/// looked up in another such cycle.
constexpr std::int64_t years_per_cycle = 400;
constexpr std::int64_t days_per_cycle = 146'097;

struct Division {
    Integer quotient;
    Integer rest;
};

/// Rounded down, so that the rest is not negative.
Result<Division, ErrorCode> divide(const Integer& dividend, std::int64_t divisor) noexcept {
    SOURIS_TRY(Integer quotient, dividend / divisor);
    SOURIS_TRY(Integer rest, dividend % divisor);
    if (rest.is_negative()) {
        SOURIS_TRY(quotient, quotient - 1);
        SOURIS_TRY(rest, rest + divisor);
    }
    return Division{quotient, rest};
}

template <class T>
T small(const Integer& number) noexcept {
    return number.to<T>().value_or(T{});
}

}  // namespace

Result<Timestamp, ErrorCode> timestamp_from_ticks(const Integer& ticks, std::intmax_t numerator,
                                                  std::intmax_t denominator) noexcept {
    SOURIS_TRY(const Integer per_second, Integer(numerator) * nanoseconds_per_second);
    SOURIS_TRY(const Integer scaled, ticks* per_second);
    SOURIS_TRY(const Division nanoseconds, divide(scaled, denominator));
    if (!nanoseconds.rest.is_zero()) return failure(ErrorCode::unrepresentable);
    SOURIS_TRY(const Division seconds, divide(nanoseconds.quotient, nanoseconds_per_second));
    SOURIS_TRY(const Division days, divide(seconds.quotient, seconds_per_day));
    SOURIS_TRY(const Division cycles, divide(days.quotient, days_per_cycle));

    const std::chrono::year_month_day date{
        std::chrono::sys_days(std::chrono::days(small<int>(cycles.rest)))};
    SOURIS_TRY(const Integer past_years, cycles.quotient* years_per_cycle);
    SOURIS_TRY(const Integer year, past_years + static_cast<int>(date.year()));
    if (!year.fits<std::int32_t>()) return failure(ErrorCode::unrepresentable);
    const auto second_of_day = small<std::uint32_t>(days.rest);
    return Timestamp{
        .year = small<std::int32_t>(year),
        .month = static_cast<std::uint8_t>(static_cast<unsigned>(date.month())),
        .day = static_cast<std::uint8_t>(static_cast<unsigned>(date.day())),
        .hour = static_cast<std::uint8_t>(second_of_day / 3600),
        .minute = static_cast<std::uint8_t>(second_of_day / 60 % 60),
        .second = static_cast<std::uint8_t>(second_of_day % 60),
        .nanosecond = small<std::uint32_t>(seconds.rest),
    };
}

Result<Integer, ErrorCode> ticks_from_timestamp(const Timestamp& time, std::intmax_t numerator,
                                                std::intmax_t denominator) noexcept {
    if (!time.is_valid()) return failure(ErrorCode::invalid_timestamp);
    const std::int64_t cycle = time.year / years_per_cycle;
    const std::chrono::sys_days day{
        std::chrono::year(static_cast<int>(time.year % years_per_cycle)) / time.month / time.day};
    const std::int64_t days = day.time_since_epoch().count() + cycle * days_per_cycle;
    const std::int64_t seconds =
        days * seconds_per_day + time.hour * 3600 + time.minute * 60 + time.second;
    // A leap second is the second after 59.
    SOURIS_TRY(const Integer whole, Integer(seconds) * nanoseconds_per_second);
    SOURIS_TRY(const Integer nanoseconds, whole + time.nanosecond);
    SOURIS_TRY(const Integer scaled, nanoseconds* denominator);
    SOURIS_TRY(const Integer per_second, Integer(numerator) * nanoseconds_per_second);
    SOURIS_TRY(const Integer ticks, scaled / per_second);
    SOURIS_TRY(const Integer rest, scaled % per_second);
    if (!rest.is_zero()) return failure(ErrorCode::inexact_number);
    return ticks;
}

}  // namespace souris::detail

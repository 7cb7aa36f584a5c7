// SPDX-License-Identifier: MIT
#include <chrono>
#include <cstdint>

#include <souris/detail/ticks.hpp>
#include <souris/integer.hpp>
#include <souris/timestamp.hpp>

#include "base/return_if_error.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
constexpr std::int64_t seconds_per_day = 86'400;
/// The Gregorian calendar repeats after so many years: days beyond the years of std::chrono are
/// mapped to another such cycle.
constexpr std::int64_t years_per_cycle = 400;
constexpr std::int64_t days_per_cycle = 146'097;

struct Division {
    Integer quotient;
    Integer rest;
};

/// Rounds down, so that the rest is not negative.
Result<Division, ErrorCode> divide(const Integer& dividend, std::int64_t divisor) noexcept {
    SOURIS_ASSIGN_OR_RETURN(Integer quotient, dividend / divisor);
    SOURIS_ASSIGN_OR_RETURN(Integer rest, dividend % divisor);
    if (rest.is_negative()) {
        SOURIS_ASSIGN_OR_RETURN(quotient, quotient - 1);
        SOURIS_ASSIGN_OR_RETURN(rest, rest + divisor);
    }
    return Division{quotient, rest};
}

template <class T>
T small(const Integer& number) noexcept {
    return number.to<T>().value_or(T{});
}

}  // namespace

Result<Timestamp, ErrorCode> timestamp_of(const Ticks& unit, std::uint64_t count) noexcept {
    const bool is_signed = unit.least < 0;
    const Integer ticks = is_signed ? Integer(static_cast<std::int64_t>(count)) : Integer(count);
    SOURIS_ASSIGN_OR_RETURN(const Integer per_second,
                            Integer(unit.numerator) * nanoseconds_per_second);
    SOURIS_ASSIGN_OR_RETURN(const Integer scaled, ticks* per_second);
    SOURIS_ASSIGN_OR_RETURN(const Division nanoseconds, divide(scaled, unit.denominator));
    if (!nanoseconds.rest.is_zero()) return failure(ErrorCode::unrepresentable);
    SOURIS_ASSIGN_OR_RETURN(const Division seconds,
                            divide(nanoseconds.quotient, nanoseconds_per_second));
    SOURIS_ASSIGN_OR_RETURN(const Division days, divide(seconds.quotient, seconds_per_day));
    SOURIS_ASSIGN_OR_RETURN(const Division cycles, divide(days.quotient, days_per_cycle));

    const std::chrono::year_month_day date{
        std::chrono::sys_days(std::chrono::days(small<int>(cycles.rest)))};
    SOURIS_ASSIGN_OR_RETURN(const Integer past_years, cycles.quotient* years_per_cycle);
    SOURIS_ASSIGN_OR_RETURN(const Integer year, past_years + static_cast<int>(date.year()));
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

Result<std::uint64_t, ErrorCode> count_of(const Ticks& unit, const Timestamp& time) noexcept {
    if (!time.is_valid()) return failure(ErrorCode::invalid_timestamp);
    const std::int64_t cycle = time.year / years_per_cycle;
    const std::chrono::sys_days day{
        std::chrono::year(static_cast<int>(time.year % years_per_cycle)) / time.month / time.day};
    const std::int64_t days = day.time_since_epoch().count() + cycle * days_per_cycle;
    const std::int64_t seconds =
        days * seconds_per_day + time.hour * 3600 + time.minute * 60 + time.second;
    // A leap second counts as the second after 59.
    SOURIS_ASSIGN_OR_RETURN(const Integer whole, Integer(seconds) * nanoseconds_per_second);
    SOURIS_ASSIGN_OR_RETURN(const Integer nanoseconds, whole + time.nanosecond);
    SOURIS_ASSIGN_OR_RETURN(const Integer scaled, nanoseconds* unit.denominator);
    SOURIS_ASSIGN_OR_RETURN(const Integer per_second,
                            Integer(unit.numerator) * nanoseconds_per_second);
    SOURIS_ASSIGN_OR_RETURN(const Integer ticks, scaled / per_second);
    SOURIS_ASSIGN_OR_RETURN(const Integer rest, scaled % per_second);
    if (!rest.is_zero()) return failure(ErrorCode::inexact_number);
    if (ticks < unit.least || ticks > unit.greatest) {
        return failure(ErrorCode::integer_out_of_range);
    }
    return ticks.bits().low;
}

}}}  // namespace souris::v0::detail

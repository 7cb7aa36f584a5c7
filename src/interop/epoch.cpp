// SPDX-License-Identifier: MIT
#include "interop/epoch.hpp"

#include <chrono>

#include <souris/integer.hpp>

// Timestamp's own conversions are to 64 bits of nanoseconds, which hold some 292 years either way.
// The calendar repeats every 400 years, so they serve for the part of a period around 1970.

namespace souris::inline v0::detail {

namespace {

constexpr std::int64_t years_per_period = 400;
constexpr std::int64_t seconds_per_period = std::int64_t{146'097} * 24 * 60 * 60;

}  // namespace

std::int64_t unix_seconds(const Timestamp& time) noexcept {
    // From 1770 to 2169.
    const std::int64_t years = time.year - std::int64_t{1770};
    const std::int64_t periods =
        (years >= 0 ? years : years - (years_per_period - 1)) / years_per_period;
    Timestamp near = time;
    near.year = static_cast<std::int32_t>(time.year - periods * years_per_period);
    near.nanosecond = 0;
    const auto point = near.to_time_point();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(*point).time_since_epoch();
    return seconds.count() + periods * seconds_per_period;
}

std::optional<Timestamp> time_at(std::int64_t seconds, std::uint32_t nanoseconds) noexcept {
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
    return time;
}

}  // namespace souris::inline v0::detail

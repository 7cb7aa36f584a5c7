// SPDX-License-Identifier: MIT
// Internal: serves <souris/value.hpp> and <souris/object.hpp>.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>

#include <souris/config.hpp>
#include <souris/detail/integer_traits.hpp>
#include <souris/result.hpp>

/// @file
/// Times of `std::chrono` of any unit as timestamps, and back.

namespace souris { inline namespace v0 {

struct Timestamp;

namespace detail {

/// A unit of time of `numerator / denominator` seconds.
struct Ticks {
    std::intmax_t numerator;
    std::intmax_t denominator;
    /// The range of the program's type.
    std::int64_t least;
    std::uint64_t greatest;
};

template <ShortInteger Rep, class Period>
[[nodiscard]] Ticks ticks_of() noexcept {
    using Range = std::numeric_limits<Rep>;
    return {Period::num, Period::den, Range::min(), Range::max()};
}

/// `std::chrono::duration`, without including its header, which is slow to compile.
template <class T>
concept Duration = requires(const T& duration) {
    typename T::rep;
    T::period::num;
    T::period::den;
    { duration.count() } -> std::same_as<typename T::rep>;
    T(duration.count());
};

/// A time point of `std::chrono::system_clock`, the only clock with conversions to `std::time_t`.
template <class T>
concept SystemTime = requires(const T& time) {
    requires Duration<typename T::duration>;
    requires ShortInteger<typename T::rep>;
    { time.time_since_epoch() } -> std::same_as<typename T::duration>;
    T::clock::to_time_t(T::clock::now());
};

/// The timestamp `count` ticks after 1970; `count` is two's complement. Errors: `unrepresentable`
/// for fractions of a nanosecond, and for years beyond the range of a timestamp.
[[nodiscard]] SOURIS_EXPORT Result<Timestamp, ErrorCode> timestamp_of(const Ticks& unit,
                                                                      std::uint64_t count) noexcept;
/// The inverse. Errors: `invalid_timestamp`; `inexact_number` if the time is not a whole number of
/// ticks; `integer_out_of_range`.
[[nodiscard]] SOURIS_EXPORT Result<std::uint64_t, ErrorCode> count_of(
    const Ticks& unit, const Timestamp& time) noexcept;

}  // namespace detail

}}  // namespace souris::v0

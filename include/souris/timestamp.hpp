// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <souris/config.hpp>
#include <souris/result.hpp>
#include <souris/text_argument.hpp>

namespace souris::inline v0 {

/// A date and a time of day without a zone, to the nanosecond, in the proleptic Gregorian calendar
/// (year 0 is 1 BC). The members are not checked until the value is written or `is_valid` asked.
///
/// @snippet reference_value.cpp timestamp
struct SOURIS_EXPORT Timestamp {
    std::int32_t year = 1970;
    std::uint8_t month = 1;  ///< 1 to 12
    std::uint8_t day = 1;    ///< 1 to the month's last
    std::uint8_t hour = 0;   ///< 0 to 23
    std::uint8_t minute = 0;
    std::uint8_t second = 0;  ///< 0 to 59
    /// 0 to 999,999,999; 1,000,000,000 more on second 59 means a leap second.
    std::uint32_t nanosecond = 0;

    /// Whether there is such a date and time.
    [[nodiscard]] bool is_valid() const noexcept;

    /// The time of a clock that counts as Unix does.
    [[nodiscard]] static Timestamp from_time_point(
        std::chrono::sys_time<std::chrono::nanoseconds> time) noexcept;

    /// A leap second is the second after 59.
    /// Errors: `invalid_timestamp`; `integer_out_of_range` for what 64 bits of nanoseconds do not
    /// reach: before 1677-09-21T00:12:43.145224192, after 2262-04-11T23:47:16.854775807.
    [[nodiscard]] Result<std::chrono::sys_time<std::chrono::nanoseconds>, ErrorCode> to_time_point()
        const noexcept;

    /// Reads what `to_string` writes, also with a space in place of the T, with 1 to 9 decimals and
    /// a sign before any year.
    /// Errors: `invalid_timestamp`.
    [[nodiscard]] static Result<Timestamp, ErrorCode> parse(TextArgument text) noexcept;

    /// ISO 8601: `2024-10-30T12:34:56.789` with 0, 3, 6 or 9 decimals, the fewest that lose
    /// nothing. Years outside 0 to 9999 carry their sign, a leap second is second 60. It must be
    /// valid.
    [[nodiscard]] std::string to_string() const;

    /// The order of time.
    friend constexpr auto operator<=>(const Timestamp&, const Timestamp&) noexcept = default;
    friend constexpr bool operator==(const Timestamp&, const Timestamp&) noexcept = default;
};

}  // namespace souris::inline v0

/// Differs from process to process, so that nobody can prepare collisions.
template <>
struct SOURIS_EXPORT std::hash<souris::Timestamp> {
    [[nodiscard]] std::size_t operator()(const souris::Timestamp& value) const noexcept;
};

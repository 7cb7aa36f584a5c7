// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <souris/config.hpp>
#include <souris/detail/text_argument.hpp>
#include <souris/result.hpp>

namespace souris { inline namespace v0 {

/// A date and a time of day without a zone, to the nanosecond, in the proleptic Gregorian calendar
/// (year 0 is 1 BC). The members are checked only by writing and by `is_valid`.
///
/// @snippet reference_value.cpp timestamp
struct SOURIS_EXPORT Timestamp {
    std::int32_t year = 1970;
    std::uint8_t month = 1;  ///< 1 to 12
    std::uint8_t day = 1;    ///< 1 to the last day of the month
    std::uint8_t hour = 0;   ///< 0 to 23
    std::uint8_t minute = 0;
    std::uint8_t second = 0;  ///< 0 to 59
    /// 0 to 999,999,999; plus 1,000,000,000 on second 59 for a leap second.
    std::uint32_t nanosecond = 0;

    /// Whether the date and time exist.
    [[nodiscard]] bool is_valid() const noexcept;

    /// Converts Unix time.
    [[nodiscard]] static Timestamp from_time_point(
        std::chrono::sys_time<std::chrono::nanoseconds> time) noexcept;

    /// A leap second becomes the second after 59. Errors: `invalid_timestamp`;
    /// `integer_out_of_range` beyond the range of 64-bit nanoseconds: before
    /// 1677-09-21T00:12:43.145224192, after 2262-04-11T23:47:16.854775807.
    [[nodiscard]] Result<std::chrono::sys_time<std::chrono::nanoseconds>, ErrorCode> to_time_point()
        const noexcept;

    /// Parses the output of `to_string`; also with a space in place of the T, with 1 to 9 decimals
    /// and a sign before any year.
    /// Errors: `invalid_timestamp`.
    [[nodiscard]] static Result<Timestamp, ErrorCode> parse(TextArgument text) noexcept;

    /// Parses what people and other programs write, too (RFC 3339): the text of `parse`, then
    /// nothing, `Z`, or an offset from UTC such as `+02:00`; or a date alone, which is its
    /// midnight. A time with an offset becomes UTC; the offset is not kept. One without is taken as
    /// it is. Errors: `invalid_timestamp`, also for a year that the offset moves out of range.
    ///
    /// @snippet reference_value.cpp zoned
    [[nodiscard]] static Result<Timestamp, ErrorCode> parse_zoned(TextArgument text) noexcept;

    /// ISO 8601: `2024-10-30T12:34:56.789` with 0, 3, 6 or 9 decimals, the fewest without loss.
    /// Years outside 0 to 9999 have a sign, and a leap second is second 60. Precondition:
    /// `is_valid`.
    [[nodiscard]] std::string to_string() const;

    /// Chronological order.
    friend constexpr auto operator<=>(const Timestamp&, const Timestamp&) noexcept = default;
    friend constexpr bool operator==(const Timestamp&, const Timestamp&) noexcept = default;
};

}}  // namespace souris::v0

/// Differs from process to process, so that nobody can prepare collisions.
template <>
struct SOURIS_EXPORT std::hash<souris::Timestamp> {
    [[nodiscard]] std::size_t operator()(const souris::Timestamp& value) const noexcept;
};

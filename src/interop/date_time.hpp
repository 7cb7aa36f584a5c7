// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include <souris/timestamp.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// A date-time of RFC 3339.
struct DateTime {
    Timestamp utc;
    /// Its text had an offset from UTC other than 0, which is lost.
    bool has_offset;
};

/// Nothing unless `text` is a date-time of RFC 3339.
[[nodiscard]] std::optional<DateTime> parse_date_time(std::string_view text) noexcept;

}}}  // namespace souris::v0::detail

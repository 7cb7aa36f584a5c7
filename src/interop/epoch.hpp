// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <souris/timestamp.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Unix time in seconds of any valid time, ignoring its nanoseconds.
[[nodiscard]] std::int64_t unix_seconds(const Timestamp& time) noexcept;

/// The time at that many seconds and nanoseconds (below 10^9) after 1970. Nothing if its year does
/// not fit a Timestamp.
[[nodiscard]] std::optional<Timestamp> time_at(std::int64_t seconds,
                                               std::uint32_t nanoseconds) noexcept;

/// The same, rounded to the nearest nanosecond; doubles near the present are coarser than that.
[[nodiscard]] std::optional<Timestamp> time_at(double seconds) noexcept;

}}}  // namespace souris::v0::detail

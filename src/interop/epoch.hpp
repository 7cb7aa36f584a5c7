// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <souris/timestamp.hpp>

namespace souris::inline v0::detail {

/// Seconds since 1970 as Unix counts them, of any valid time without regard to its nanoseconds.
[[nodiscard]] std::int64_t unix_seconds(const Timestamp& time) noexcept;

/// The time that many seconds and nanoseconds (below 10^9) after 1970. Nothing if its year does
/// not fit a Timestamp.
[[nodiscard]] std::optional<Timestamp> time_at(std::int64_t seconds,
                                               std::uint32_t nanoseconds) noexcept;

/// The same to the nearest nanosecond, which loses nothing: doubles of our time are coarser.
[[nodiscard]] std::optional<Timestamp> time_at(double seconds) noexcept;

}  // namespace souris::inline v0::detail

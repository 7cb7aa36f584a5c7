// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <souris/config.hpp>
#include <souris/detail/text_argument.hpp>
#include <souris/result.hpp>

namespace souris { inline namespace v0 {

/// The name of a time zone, such as `Europe/London`.
///
/// Only the syntax is checked: a file must not become unreadable because a zone is newer than its
/// reader. sourisdb refuses a whole file for a zone that is not in its own table.
///
/// @snippet reference_value.cpp time zone
class SOURIS_EXPORT TimeZone {
  public:
    /// `UTC`
    TimeZone() : name_("UTC") {}
    TimeZone(const TimeZone&) = default;
    /// The source becomes `UTC`.
    TimeZone(TimeZone&& other) noexcept : name_(std::exchange(other.name_, "UTC")) {}
    TimeZone& operator=(const TimeZone&) = default;
    /// @copydoc TimeZone(TimeZone&&)
    TimeZone& operator=(TimeZone&& other) noexcept {
        name_ = std::exchange(other.name_, "UTC");
        return *this;
    }
    ~TimeZone() = default;

    /// Errors: `invalid_timezone` unless `is_valid_name`. Throws std::bad_alloc.
    [[nodiscard]] static Result<TimeZone, ErrorCode> parse(TextArgument name);

    /// Whether `name` consists of 1 to 255 ASCII letters, digits, dots, `_`, `+`, `-` and `/`, with
    /// at least one other character on both sides of each slash.
    [[nodiscard]] static bool is_valid_name(TextArgument name) noexcept;

    [[nodiscard]] const std::string& name() const noexcept { return name_; }

    /// Whether this system's zone database (`/usr/share/zoneinfo`) has a zone of that name.
    /// Accesses the file system on each call.
    [[nodiscard]] bool is_known() const;

    /// Whether this system has a zone database.
    [[nodiscard]] static bool has_database();

    friend bool operator==(const TimeZone&, const TimeZone&) = default;
    friend auto operator<=>(const TimeZone&, const TimeZone&) = default;

  private:
    std::string name_;
};

}}  // namespace souris::v0

/// Differs from process to process, so that nobody can prepare collisions.
template <>
struct SOURIS_EXPORT std::hash<souris::TimeZone> {
    [[nodiscard]] std::size_t operator()(const souris::TimeZone& value) const noexcept;
};

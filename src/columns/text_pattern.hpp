// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Texts of one pattern: what they have in common, and fields in which they differ, as lines of a
// log do.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// How a field stands in a text.
enum class FieldFormat : std::uint8_t {
    verbatim,   ///< As the string that the field is; an integer in decimal digits.
    padded,     ///< An integer, with zeros before it up to a width.
    date,       ///< Days, as YEAR MONTH DAY in 4, 2 and 2 digits with a separator.
    time,       ///< Seconds, as hours, minutes and seconds of 2 digits with a separator.
    date_time,  ///< Seconds, as a date, a separator and a time.
};

struct FieldForm {
    FieldFormat format = FieldFormat::verbatim;
    std::uint8_t width = 0;
    char date_separator = 0;
    char between = 0;
    char time_separator = 0;

    friend bool operator==(const FieldForm&, const FieldForm&) = default;
};

/// A field found in a text.
struct FoundField {
    FieldForm form;
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    /// Of a date or time, its number.
    std::uint64_t number = 0;
    bool is_digits = false;
};

/// What counts as a field.
enum class FieldRule : std::uint8_t {
    words,   ///< Letters and digits, among them a digit; dates and times.
    digits,  ///< Digits.
};

/// Appends the fields of `text`, in order. `text` is no longer than a `std::uint32_t` says.
void find_fields(std::string_view text, FieldRule rule, std::vector<FoundField>& fields);

/// Days from 0000-03-01 in the Gregorian calendar.
[[nodiscard]] std::uint64_t days_of(unsigned year, unsigned month, unsigned day) noexcept;

/// Appends a field with an integer for its content. False if there is no such text.
[[nodiscard]] bool append_field(std::string& text, const FieldForm& form, std::uint64_t number);

}}}}  // namespace souris::v0::detail::columns

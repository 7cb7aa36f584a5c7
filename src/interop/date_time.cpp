// SPDX-License-Identifier: MIT
#include "interop/date_time.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>

#include "interop/epoch.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// The number of the first two characters of `text`, at most `most`. Signs are refused: a sign of
/// the number 0 would go unnoticed.
std::optional<int> two_digits(std::string_view text, int most) noexcept {
    assert(text.size() >= 2);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (!is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
    const int number = (text[0] - '0') * 10 + (text[1] - '0');
    return number <= most ? std::optional(number) : std::nullopt;
}

/// Removes the offset from UTC from the end of a date-time (RFC 3339), and returns it in minutes.
std::optional<int> take_offset(std::string_view& text) noexcept {
    if (text.ends_with('Z') || text.ends_with('z')) {
        text.remove_suffix(1);
        return 0;
    }
    constexpr std::size_t size = 6;  // +hh:mm
    if (text.size() < size) return std::nullopt;
    const std::string_view offset = text.substr(text.size() - size);
    const auto hours = two_digits(offset.substr(1), 23);
    const auto minutes = two_digits(offset.substr(4), 59);
    if ((offset[0] != '+' && offset[0] != '-') || offset[3] != ':' || !hours || !minutes) {
        return std::nullopt;
    }
    text.remove_suffix(size);
    return (*hours * 60 + *minutes) * (offset[0] == '-' ? -1 : 1);
}

}  // namespace

std::optional<DateTime> parse_date_time(std::string_view text) {
    constexpr std::size_t longest = 64;
    constexpr std::size_t date_size = 10;
    const auto offset = take_offset(text);
    if (!offset || text.size() <= date_size || text.size() > longest) return std::nullopt;
    std::string local(text);
    if (local[date_size] == 't') local[date_size] = 'T';
    const auto time = Timestamp::parse(local);
    // Timestamp would accept years that RFC 3339 does not.
    if (!time || local[0] < '0' || local[0] > '9') return std::nullopt;
    if (*offset == 0) return DateTime{*time, false};
    auto utc = time_at(unix_seconds(*time) - *offset * 60, 0);
    assert(utc.has_value());
    // Keeps a leap second, since offsets are whole minutes.
    utc->nanosecond = time->nanosecond;
    return DateTime{*utc, true};
}

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#include "interop/date_time.hpp"

#include <cstddef>

namespace souris { inline namespace v0 { namespace detail {

std::optional<DateTime> parse_date_time(std::string_view text) noexcept {
    constexpr std::size_t date_size = 10;
    if (text.size() <= date_size || text[0] < '0' || text[0] > '9') return std::nullopt;
    // A Timestamp needs neither a time of day nor an offset, and its year may have a sign.
    const std::string_view time = text.substr(date_size);
    const std::size_t zone = time.find_first_of("Zz+-");
    if (zone == std::string_view::npos) return std::nullopt;
    const auto utc = Timestamp::parse_zoned(text);
    if (!utc) return std::nullopt;
    const bool is_utc = time[zone] == 'Z' || time[zone] == 'z' || time.substr(zone + 1) == "00:00";
    return DateTime{*utc, !is_utc};
}

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#include "common/parse_number.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

namespace souris::cli {

std::optional<std::uint64_t> parse_number(std::string_view text) noexcept {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || rest != end) return std::nullopt;
    return number;
}

std::optional<double> parse_decimal(std::string_view text) noexcept {
    double number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    const bool is_number = error == std::errc() && rest == end && std::isfinite(number);
    return is_number && !std::signbit(number) ? std::optional(number) : std::nullopt;
}

std::optional<std::uint64_t> parse_size(std::string_view text) noexcept {
    unsigned shift = 0;
    if (!text.empty()) {
        constexpr std::string_view letters = "KMG";
        // Suffixes are case-insensitive.
        const char last = text.back();
        const char letter = last >= 'a' && last <= 'z' ? static_cast<char>(last - 'a' + 'A') : last;
        if (const auto power = letters.find(letter); power != std::string_view::npos) {
            shift = 10 * (static_cast<unsigned>(power) + 1);
            text.remove_suffix(1);
        }
    }
    const auto number = parse_number(text);
    if (!number || *number > std::numeric_limits<std::uint64_t>::max() >> shift) {
        return std::nullopt;
    }
    return *number << shift;
}

}  // namespace souris::cli

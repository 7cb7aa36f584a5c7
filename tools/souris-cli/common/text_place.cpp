// SPDX-License-Identifier: MIT
#include "common/text_place.hpp"

#include <algorithm>

#include <fmt/core.h>

#include <souris/escape.hpp>
#include <souris/utf8.hpp>

#include "common/display_width.hpp"
#include "common/terminal_text.hpp"

namespace souris::cli {

namespace {

std::uint64_t count_characters(std::string_view text) noexcept {
    std::uint64_t count = 0;
    for (; !text.empty(); ++count)
        text.remove_prefix(std::max(decode_utf8(text).size, std::size_t{1}));
    return count;
}

/// A part of a line as one line of a terminal.
std::string shown(std::string_view part, bool is_escaped) {
    std::string text(part);
    std::replace(text.begin(), text.end(), '\t', ' ');
    if (!is_escaped) return text;
    std::string escaped;
    append_escaped(escaped, text);
    return escaped;
}

}  // namespace

TextPlace find_place(std::string_view text, std::uint64_t offset) {
    constexpr std::string_view gap = "...";
    constexpr std::size_t most_before = 40;
    constexpr std::size_t most_behind = 36;
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
        offset -= std::min<std::uint64_t>(offset, byte_order_mark.size());
    }
    const auto end = static_cast<std::size_t>(std::min<std::uint64_t>(offset, text.size()));
    const std::string_view above = text.substr(0, end);
    const std::string_view before = above.substr(above.rfind('\n') + 1);
    std::string_view behind = text.substr(end);
    behind = behind.substr(0, behind.find('\n'));
    if (behind.ends_with('\r')) behind.remove_suffix(1);

    const std::string_view left = last_characters(before, most_before);
    const std::string_view right = first_characters(behind, most_behind);
    const bool is_escaped = !is_terminal_text(left) || !is_terminal_text(right);
    TextPlace place;
    place.line = 1 + static_cast<std::uint64_t>(std::count(above.begin(), above.end(), '\n'));
    place.column = 1 + count_characters(before);
    if (left.size() != before.size()) place.excerpt = gap;
    place.excerpt += shown(left, is_escaped);
    place.indentation = display_width(place.excerpt);
    place.excerpt += shown(right, is_escaped);
    if (right.size() != behind.size()) place.excerpt += gap;
    return place;
}

std::string show_place(const TextPlace& place) {
    const std::string number = std::to_string(place.line);
    return fmt::format("{} | {}\n{:{}} | {:{}}^\n", number, place.excerpt, "", number.size(), "",
                       place.indentation);
}

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#include "common/display_width.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

using souris::cli::display_width;
using souris::cli::first_characters;
using souris::cli::last_characters;

TEST_CASE("the width of text is that of its characters") {
    const struct {
        std::string_view text;
        std::size_t width;
    } rows[] = {
        {"", 0},
        {"abc \x7E", 5},
        {"\xC3\xA9", 1},
        // Combining characters: e and an acute accent; a virama; a zero width space and a joiner.
        {"e\xCC\x81", 1},
        {"\xE0\xA4\xB8\xE0\xA5\x8D", 1},
        {"a\xE2\x80\x8B\xE2\x80\x8D", 1},
        // Han; Hangul precomposed and as three letters; full and half width; beyond the first
        // plane.
        {"\xE6\x97\xA5\xE6\x9C\xAC", 4},
        {"\xED\x95\x9C\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 4},
        {"\xEF\xBC\xA1\xEF\xBD\xB1", 3},
        {"\xF0\xA0\x80\x80", 2},
        // Emoji; a watch; a heart, which is text in spite of its variation selector.
        {"\xF0\x9F\x98\x80\xE2\x8C\x9A", 4},
        {"\xE2\x9D\xA4\xEF\xB8\x8F", 1},
        // The last code points of the tables, and the last of Unicode.
        {"\xF3\xA0\x87\xAF\xF4\x8F\xBF\xBF", 1},
        // Invalid UTF-8.
        {"\xFF\x80", 2},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(display_width(row.text) == row.width);
    }
}

TEST_CASE("text is cut between characters") {
    const std::string text = "a\xC3\xA9\xE6\x97\xA5\xF0\x9F\x98\x80z";
    for (std::size_t most = 0; most <= text.size() + 1; ++most) {
        CAPTURE(most);
        const auto first = first_characters(text, most);
        const auto last = last_characters(text, most);
        CHECK(first.size() <= most);
        CHECK(last.size() <= most);
        CHECK(first.size() + 4 > std::min(most, text.size()));
        CHECK(last.size() + 4 > std::min(most, text.size()));
        CHECK(text.starts_with(first));
        CHECK(text.ends_with(last));
        for (const auto part : {first, last}) {
            if (!part.empty()) CHECK((static_cast<unsigned char>(part.front()) & 0xC0U) != 0x80);
        }
        const auto rest = std::string_view(text).substr(first.size());
        if (!rest.empty()) CHECK((static_cast<unsigned char>(rest.front()) & 0xC0U) != 0x80);
    }
    // Invalid UTF-8 is cut anywhere.
    const std::string bytes(20, '\x80');
    CHECK(first_characters(bytes, 10).size() == 10);
    CHECK(last_characters(bytes, 10).size() >= 6);
}

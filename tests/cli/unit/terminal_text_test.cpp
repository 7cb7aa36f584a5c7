// SPDX-License-Identifier: MIT
#include "common/terminal_text.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using souris::cli::is_terminal_text;
using souris::cli::terminal_text;

TEST_CASE("text that a terminal only shows stays as it is") {
    for (const std::string text : {"", "C:\\dir\t\xC3\xA9\n\xE6\x97\xA5", "\"a\""}) {
        CAPTURE(text);
        CHECK(is_terminal_text(text));
        CHECK(terminal_text(text) == text);
    }
}

TEST_CASE("all other text is escaped but for its line breaks and tabs") {
    const struct {
        std::string_view text;
        std::string_view shown;
    } rows[] = {
        {"a\x1b]0;t\x07\n\\\xE2\x80\xAE\r\tb\n", "a\\u{1b}]0;t\\u{7}\n\\\\\\u{202e}\\r\tb\n"},
        // The control character CSI as UTF-8, and as a single byte, which is invalid UTF-8.
        {"\xC2\x9B"
         "31m",
         "\\u{9b}31m"},
        {"\x9B"
         "31m",
         "\\x9b31m"},
        {"A\x7F", "A\\u{7f}"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.shown);
        CHECK_FALSE(is_terminal_text(row.text));
        CHECK(terminal_text(row.text) == row.shown);
        CHECK(is_terminal_text(row.shown));
    }
}

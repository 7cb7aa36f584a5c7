// SPDX-License-Identifier: MIT
#include "common/text_place.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "common/display_width.hpp"
#include "common/terminal_text.hpp"

using namespace souris;

TEST_CASE("places in a text") {
    const struct {
        std::string_view text;
        std::uint64_t offset;
        std::uint64_t line;
        std::uint64_t column;
        std::string_view shown;
    } rows[] = {
        {"", 0, 1, 1, "1 | \n  | ^\n"},
        {"abc", 1, 1, 2, "1 | abc\n  |  ^\n"},
        {"abc", 99, 1, 4, "1 | abc\n  |    ^\n"},
        {"a\nbc\r\nd", 3, 2, 2, "2 | bc\n  |  ^\n"},
        {"a\nbc\r\nd", 4, 2, 3, "2 | bc\n  |   ^\n"},
        {"a\nb\n", 3, 2, 2, "2 | b\n  |  ^\n"},
        {"a\nb\n", 4, 3, 1, "3 | \n  | ^\n"},
        {"\n\n\n\n\n\n\n\n\nx", 9, 10, 1, "10 | x\n   | ^\n"},
        // A tab is one character, shown as a space.
        {"\t\tx", 2, 1, 3, "1 |   x\n  |   ^\n"},
        // Characters, not bytes; on a terminal, those of East Asia take two columns.
        {"\xC3\xA9\xE6\x97\xA5x", 5, 1, 3, "1 | \xC3\xA9\xE6\x97\xA5x\n  |    ^\n"},
        // A byte order mark does not count.
        {"\xEF\xBB\xBF{]", 4, 1, 2, "1 | {]\n  |  ^\n"},
        {"\xEF\xBB\xBF", 1, 1, 1, "1 | \n  | ^\n"},
        // What could command a terminal is escaped.
        {"\x1B[x", 2, 1, 3, "1 | \\u{1b}[x\n  |        ^\n"},
        {"\"\\n\xFF\"", 3, 1, 4, "1 | \"\\\\n\\xff\"\n  |     ^\n"},
        {R"("\n")", 4, 1, 5, "1 | \"\\n\"\n  |     ^\n"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CAPTURE(row.offset);
        const cli::TextPlace place = cli::find_place(row.text, row.offset);
        CHECK(place.line == row.line);
        CHECK(place.column == row.column);
        CHECK(cli::show_place(place) == row.shown);
    }
}

TEST_CASE("a long line is cut around the place") {
    const std::string text = std::string(1000, 'a') + "!" + std::string(1000, 'b');
    const cli::TextPlace place = cli::find_place(text, 1000);
    CHECK(place.column == 1001);
    CHECK(place.excerpt == "..." + std::string(40, 'a') + "!" + std::string(35, 'b') + "...");
    CHECK(place.indentation == 43);
}

TEST_CASE("an excerpt is short and harmless whatever the text") {
    std::string text;
    for (int i = 0; i < 400; ++i)
        text += static_cast<char>(i * 7);
    for (std::uint64_t offset = 0; offset <= text.size(); ++offset) {
        const cli::TextPlace place = cli::find_place(text, offset);
        CHECK(cli::is_terminal_text(place.excerpt));
        CHECK(place.excerpt.find('\n') == std::string::npos);
        CHECK(cli::display_width(place.excerpt) < 1000);
        CHECK(place.indentation <= cli::display_width(place.excerpt));
    }
}

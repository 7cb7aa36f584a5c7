// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/escape.hpp>

using namespace std::string_view_literals;

namespace {

std::string escaped(std::string_view text) {
    std::string out;
    souris::append_escaped(out, text);
    return out;
}

std::string quoted(std::string_view text) {
    std::string out;
    souris::append_quoted(out, text);
    return out;
}

struct Escaped {
    std::string_view text;
    std::string_view escaped;
};

constexpr Escaped escaped_rows[] = {
    {"", ""},
    {"plain text, ~ and all", "plain text, ~ and all"},
    {"back\\slash", "back\\\\slash"},
    {"a\tb\nc\rd", "a\\tb\\nc\\rd"},
    {"\0"sv, "\\u{0}"},
    {"\x01\x1F", "\\u{1}\\u{1f}"},
    {"\x1b[31mred", "\\u{1b}[31mred"},
    {"\x7F", "\\u{7f}"},
    {"\xC2\x80\xC2\x9B\xC2\x9F", "\\u{80}\\u{9b}\\u{9f}"},
    {"\xC2\xA0", "\xC2\xA0"},
    {"na\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x90\xAD", "na\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x90\xAD"},
    // Line and paragraph separators, then characters that change the writing direction.
    {"\xE2\x80\xA8\xE2\x80\xA9", "\\u{2028}\\u{2029}"},
    {"\xE2\x80\xAA\xE2\x80\xAB\xE2\x80\xAC\xE2\x80\xAD\xE2\x80\xAE",
     "\\u{202a}\\u{202b}\\u{202c}\\u{202d}\\u{202e}"},
    {"\xE2\x81\xA6\xE2\x81\xA9", "\\u{2066}\\u{2069}"},
    {"\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C\xEF\xBB\xBF", "\\u{200e}\\u{200f}\\u{61c}\\u{feff}"},
    // Bytes that are not UTF-8: alone, overlong, surrogate, too large, cut off.
    {"\x80\xFF", "\\x80\\xff"},
    {"\xC0\xAF", "\\xc0\\xaf"},
    {"\xED\xA0\x80", "\\xed\\xa0\\x80"},
    {"\xF4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
    {"a\xE2\x82", "a\\xe2\\x82"},
    {"\xE2\x82z", "\\xe2\\x82z"},
};

}  // namespace

TEST_CASE("what commands a terminal is escaped, the rest stays") {
    for (const Escaped& row : escaped_rows) {
        CHECK(escaped(row.text) == row.escaped);
        CHECK(quoted(row.text) == '"' + std::string(row.escaped) + '"');
    }
}

TEST_CASE("quotes are escaped between quotes alone") {
    CHECK(escaped("say \"cheese\"") == "say \"cheese\"");
    CHECK(quoted("say \"cheese\"") == "\"say \\\"cheese\\\"\"");
}

TEST_CASE("escaping appends, and leaves nothing to escape but backslashes") {
    std::string out = "before ";
    souris::append_escaped(out, "\n");
    CHECK(out == "before \\n");

    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string text{static_cast<char>(first), static_cast<char>(second)};
            for (const char c : escaped(text)) {
                const auto byte = static_cast<unsigned char>(c);
                if (byte < 0x20 || byte == 0x7F) FAIL(first << ' ' << second);
            }
        }
    }
}

// SPDX-License-Identifier: MIT
#include "json/json_escape.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace std::string_view_literals;
using souris::Sink;
using souris::detail::write_json_inline;
using souris::detail::write_json_string;

namespace {

/// The output of `write`.
std::string written(void (*write)(Sink&, std::string_view, bool), std::string_view text,
                    bool ascii) {
    Sink sink;
    write(sink, text, ascii);
    return {reinterpret_cast<const char*>(sink.view().data()), sink.view().size()};
}

}  // namespace

TEST_CASE("strings: what must be escaped, and nothing else") {
    constexpr struct {
        std::string_view text, expected, ascii;
    } rows[] = {
        {"", R"("")", R"("")"},
        {"plain /'", R"("plain /'")", R"("plain /'")"},
        {"\"", R"("\"")", R"("\"")"},
        {"a\\b", R"("a\\b")", R"("a\\b")"},
        {"\b\t\n\f\r", R"("\b\t\n\f\r")", R"("\b\t\n\f\r")"},
        {"\0\x01\x0B\x1F "sv, R"("\u0000\u0001\u000b\u001f ")", R"("\u0000\u0001\u000b\u001f ")"},
        {"~\x7F", R"("~\u007f")", R"("~\u007f")"},
        {"\xC2\x80\xC2\x9F\xC2\xA0\xC2\xBF", "\"\\u0080\\u009f\xC2\xA0\xC2\xBF\"",
         R"("\u0080\u009f\u00a0\u00bf")"},
        {"\xE2\x80\xA7\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA",
         "\"\xE2\x80\xA7\\u2028\\u2029\\u202a\"", R"("\u2027\u2028\u2029\u202a")"},
        {"\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF",
         "\"\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF\"", R"("\uffff\ud800\udc00\udbff\udfff")"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.expected);
        CHECK(written(write_json_string, row.text, false) == row.expected);
        CHECK(written(write_json_string, row.text, true) == row.ascii);
    }
}

TEST_CASE("documents: one line, safe, and otherwise as they are") {
    constexpr struct {
        std::string_view json, expected, ascii;
    } rows[] = {
        {"[1, 2]", "[1, 2]", "[1, 2]"},
        {"{\r\n\t\"a\\n\\\\\" :\t[ ]\n}\n", "{\"a\\n\\\\\" :[ ]}", "{\"a\\n\\\\\" :[ ]}"},
        {"\"\x7F\xC2\x85\xE2\x80\xA8\xC3\xA9\"", "\"\\u007f\\u0085\\u2028\xC3\xA9\"",
         R"("\u007f\u0085\u2028\u00e9")"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.expected);
        CHECK(written(write_json_inline, row.json, false) == row.expected);
        CHECK(written(write_json_inline, row.json, true) == row.ascii);
    }
}

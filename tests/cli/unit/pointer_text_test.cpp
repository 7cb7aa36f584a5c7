// SPDX-License-Identifier: MIT
#include "common/pointer_text.hpp"

#include <doctest/doctest.h>

using souris::cli::append_pointer_text;
using souris::cli::has_wildcard;
using souris::cli::pointer_line;
using souris::cli::read_pointer_text;
using souris::cli::read_typed_pointer;

TEST_CASE("a line's pointer comes back with its keys") {
    const struct {
        std::string_view pointer;
        std::vector<std::size_t> keys;
        std::string_view text;
    } rows[] = {
        {"", {}, ""},
        {"/a/0", {}, "/a/0"},
        {"/a/0/1", {1}, R"("/a\/0/1")"},
        {"/0/1/2", {0, 2}, R"("\/0/1\/2")"},
        {"/a b/0", {1}, R"("/a b\/0")"},
        {"/\\/0", {}, R"("/\\/0")"},
        {"/\\/0", {1}, R"("/\\\/0")"},
        {"/\"/0", {0}, R"("\/\"/0")"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        std::string text;
        append_pointer_text(text, row.pointer, row.keys);
        CHECK(text == row.text);
        const auto read = read_pointer_text(text);
        REQUIRE(read.has_value());
        CHECK(read->pointer == row.pointer);
        CHECK(read->keys == row.keys);
    }
    // Other escapes of the slash are accepted, but only `\/` marks a key.
    CHECK(read_pointer_text(R"("\u002fa\u002F0\/1")")->keys == std::vector<std::size_t>{2});
    for (const char* const wrong :
         {"/a b", "/a\t", "/\xC3\xA9", "\"/a", "\"/a\" ", "/a\\", "\"\\x\""})
        CHECK_FALSE(read_pointer_text(wrong).has_value());
}

TEST_CASE("a pointer on a line of its own can be typed") {
    for (const std::string pointer :
         {"", "/a b", "/\xE6\x97\xA5", "/a\nb", "/\t", "/\x1b", "/\xE2\x80\xAE", "/\\"}) {
        CAPTURE(pointer);
        const std::string line = pointer_line(pointer);
        CHECK(line.find_first_of("\n\t\x1b") == std::string::npos);
        CHECK(read_typed_pointer(line) == pointer);
    }
    CHECK(pointer_line("/a b\\\"") == "/a b\\\"");
    for (const char* const wrong : {"a", "/~", "/~2", "\"a\"", "\"/a", "5"})
        CHECK_FALSE(read_typed_pointer(wrong).has_value());
}

TEST_CASE("a wildcard is a whole token, and is in quotes where a key is meant") {
    const struct {
        std::string_view pointer;
        bool has_wildcard;
    } rows[] = {
        {"", false},    {"/", false},     {"/*", true},    {"/**", true},  {"/a/*", true},
        {"/*/a", true}, {"/a/**/", true}, {"/***", false}, {"/a*", false}, {"/*a", false},
        {"//*", true},  {"/~0*", false},  {"/**a", false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.pointer);
        CHECK(has_wildcard(row.pointer) == row.has_wildcard);
        const std::string quoted = '"' + std::string(row.pointer) + '"';
        const std::string shown = row.has_wildcard ? quoted : std::string(row.pointer);
        CHECK(pointer_line(row.pointer) == shown);
        std::string text;
        append_pointer_text(text, row.pointer);
        CHECK(text == shown);
        CHECK(read_pointer_text(row.pointer)->pointer == row.pointer);
        CHECK(read_typed_pointer(shown) == row.pointer);
    }
}

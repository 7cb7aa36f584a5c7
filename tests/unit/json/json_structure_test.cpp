// SPDX-License-Identifier: MIT
#include "json/json_structure.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "json/json_block.hpp"

using souris::ErrorCode;
using souris::detail::JsonBlock;
using souris::detail::JsonStructure;
using souris::detail::scan_json_block;
using souris::detail::scan_json_words;

namespace {

/// The text with spaces in place of everything that is not found.
std::string found_in(std::string_view text) {
    std::string found(text.size(), ' ');
    JsonStructure structure(text);
    while (structure.next())
        found[structure.offset()] = structure.first();
    return found;
}

/// The same, byte by byte.
std::string expected_in(std::string_view text) {
    std::string expected(text.size(), ' ');
    bool is_in_string = false;
    bool is_escaped = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_quote = text[i] == '"' && !is_escaped;
        is_escaped = text[i] == '\\' && !is_escaped;
        if (is_quote) {
            is_in_string = !is_in_string;
            if (is_in_string) expected[i] = '"';
        } else if (!is_in_string && std::string_view("[]{},:").find(text[i]) < 6) {
            expected[i] = text[i];
        }
    }
    return expected;
}

}  // namespace

TEST_CASE("structure and the beginnings of strings are found") {
    CHECK(found_in(R"({"a":[1,"b,:\"]"],"\\":{}})") ==  //
          R"({"  :[ ,"       ],"   :{}})");
    // Outside strings, a backslash escapes a quote, but nothing else.
    CHECK(found_in(R"([\",\\"a"\,\}])") == R"([  ,  "   , }])");
    CHECK(found_in("").empty());
}

TEST_CASE("structure is found wherever it stands") {
    std::mt19937 random(7);
    constexpr std::string_view bytes("\"\"\"\\\\[]{},:a1 \n\xC3");
    for (int i = 0; i < 3000; ++i) {
        std::string text;
        const std::size_t size = random() % 300;
        while (text.size() < size) {
            text += bytes[random() % bytes.size()];
            if (random() % 20 == 0) text.append(random() % 150, 'x');
            if (random() % 40 == 0) text.append(random() % 70, '\\');
        }
        CAPTURE(text);
        REQUIRE(found_in(text) == expected_in(text));
    }
}

TEST_CASE("every byte is what it is") {
    for (int byte = 0; byte < 256; ++byte) {
        for (std::size_t i = 0; i < JsonBlock::size; ++i) {
            std::string text(JsonBlock::size, 'x');
            text[i] = static_cast<char>(byte);
            for (const JsonBlock& block :
                 {scan_json_block(text.data()), scan_json_words(text.data())}) {
                const std::uint64_t bit = std::uint64_t{1} << i;
                const bool is_structure =
                    byte != 0 && std::string_view("[]{},:").find(text[i]) != std::string_view::npos;
                REQUIRE(block.quotes == (byte == '"' ? bit : 0));
                REQUIRE(block.backslashes == (byte == '\\' ? bit : 0));
                REQUIRE(block.structure == (is_structure ? bit : 0));
                REQUIRE(block.controls == (byte < 0x20 ? bit : 0));
            }
        }
    }
}

TEST_CASE("words and vectors see the same") {
    std::mt19937 random(11);
    std::string text(JsonBlock::size, ' ');
    for (int i = 0; i < 3000; ++i) {
        for (char& c : text)
            c = "\"\\[]{},:\x01\x1F\x7F\x80\xFF z"[random() % 15];
        const JsonBlock block = scan_json_block(text.data());
        const JsonBlock words = scan_json_words(text.data());
        REQUIRE(block.quotes == words.quotes);
        REQUIRE(block.backslashes == words.backslashes);
        REQUIRE(block.structure == words.structure);
        REQUIRE(block.controls == words.controls);
    }
}

TEST_CASE("what makes a text bad as a whole is told at its end, strings first") {
    constexpr struct {
        std::string_view text;
        ErrorCode code;
        std::size_t offset;
        std::string_view detail;
    } rows[] = {
        {"[\"a\", \"b", ErrorCode::invalid_json, 6, "string without an end"},
        {"[\"a\", \"b\\\"]", ErrorCode::invalid_json, 6, "string without an end"},
        {"[\"a\nb\"]", ErrorCode::invalid_json, 3, "control character in a string"},
        {"[\"a\\\nb\"]", ErrorCode::invalid_json, 8, "string without an end"},
        {"x \"a\x1F", ErrorCode::invalid_json, 4, "control character in a string"},
        {"\\\" \"x", ErrorCode::invalid_json, 5, "string without an end"},
        {"\"\xFF\n\"", ErrorCode::invalid_json, 2, "control character in a string"},
        {"\xFF\"", ErrorCode::invalid_json, 1, "string without an end"},
        {"", ErrorCode::invalid_json, 0, "wanted a value"},
        {" \n\t\r", ErrorCode::invalid_json, 4, "wanted a value"},
        {"[\xC3]", ErrorCode::invalid_utf8, 1, ""},
        {"[\"\xC3\xA9\xED\xA0\x80\"]", ErrorCode::invalid_utf8, 4, ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        JsonStructure structure(row.text);
        const auto finished = structure.finish();
        REQUIRE_FALSE(finished);
        CHECK(finished.error().code == row.code);
        CHECK(finished.error().offset == row.offset);
        CHECK(finished.error().detail == row.detail);
    }
    for (const std::string_view text : {"]", "[1 2", "\\\"", "\x01", "\"\\x\"", "nul \"\""}) {
        CAPTURE(text);
        JsonStructure structure(text);
        CHECK(structure.finish());
        CHECK_FALSE(structure.next());
    }
}

TEST_CASE("bad UTF-8 is found wherever it is") {
    for (std::size_t before = 0; before < 100; ++before) {
        const std::string text = "[\"" + std::string(before, 'x') + "\xC3\xA9\xC3\", 1]";
        CAPTURE(before);
        const auto finished = JsonStructure(text).finish();
        REQUIRE_FALSE(finished);
        CHECK(finished.error().code == ErrorCode::invalid_utf8);
        CHECK(finished.error().offset == before + 4);
    }
}

// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/json_text.hpp>

#include "unit/value/json_documents.hpp"

using souris::ErrorCode;
using souris::JsonText;

TEST_CASE("JSON text is a document of RFC 8259, and nothing else is") {
    for (const std::string_view text : souris::json_documents::valid) {
        CAPTURE(text);
        CHECK(JsonText::is_valid(text));
        const auto json = JsonText::parse(std::string(text));
        REQUIRE(json);
        CHECK(json->text() == text);
    }
    for (const std::string_view text : souris::json_documents::invalid) {
        CAPTURE(text);
        CHECK_FALSE(JsonText::is_valid(text));
        CHECK(JsonText::parse(std::string(text)).error() == ErrorCode::invalid_json);
    }
}

TEST_CASE("every prefix of a document without a number at its end is refused") {
    constexpr std::string_view text = R"({"a":[1,-2.5e3,true,null,"\u00e9\n"],"b":{"":[{}]}})";
    REQUIRE(JsonText::is_valid(text));
    for (std::size_t size = 0; size < text.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(JsonText::is_valid(text.substr(0, size)));
    }
}

TEST_CASE("a document may stand anywhere in the scanner's blocks") {
    for (std::size_t spaces = 0; spaces < 130; ++spaces) {
        const std::string padding(spaces, ' ');
        CAPTURE(spaces);
        CHECK(JsonText::is_valid(padding + R"(["a\\",1])" + padding));
        CHECK_FALSE(JsonText::is_valid(padding + R"(["a\",1])" + padding));
        CHECK_FALSE(JsonText::is_valid(padding + "[\"\xE2\x82\"]"));
        CHECK_FALSE(JsonText::is_valid(padding + "[1]" + padding + "x"));
    }
}

TEST_CASE("nesting is not limited") {
    constexpr std::size_t depth = 100'000;
    const std::string arrays = std::string(depth, '[') + std::string(depth, ']');
    CHECK(JsonText::is_valid(arrays));
    CHECK_FALSE(JsonText::is_valid(std::string_view(arrays).substr(1)));
    CHECK_FALSE(JsonText::is_valid(std::string_view(arrays).substr(0, arrays.size() - 1)));
    CHECK_FALSE(JsonText::is_valid(std::string(10 * depth, '[')));

    std::string objects;
    for (std::size_t i = 0; i < depth; ++i)
        objects += "{\"\":";
    objects += "1" + std::string(depth, '}');
    CHECK(JsonText::is_valid(objects));
    objects.back() = ']';
    CHECK_FALSE(JsonText::is_valid(objects));
}

TEST_CASE("the default is null; equality is of the text") {
    CHECK(JsonText().text() == "null");
    CHECK(JsonText() == JsonText::parse("null").value());
    CHECK(JsonText::parse("[1]").value() != JsonText::parse("[1 ]").value());
    CHECK(JsonText::parse("1").value() < JsonText::parse("2").value());
}

TEST_CASE("which JSON sourisdb reads") {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    std::string objects = "1";
    for (int i = 0; i < 127; ++i)
        objects = "{\"a\":" + objects + "}";
    for (const std::string& json :
         {std::string("null"), std::string("1.7976931348623157e308"), std::string("-1e-400"),
          std::string("340282366920938463463374607431768211456"), "1" + std::string(308, '0'),
          nested(127), objects, "[" + nested(126) + "," + nested(126) + "]",
          "\"" + nested(200) + "1e999\""}) {
        CAPTURE(json);
        CHECK(JsonText::is_portable(json));
    }
    for (const std::string& json :
         {std::string("1e400"), std::string("{\"a\":[-1e309]}"), "1" + std::string(309, '0'),
          nested(128), nested(5000), "[" + objects + "]", std::string("[1"), std::string()}) {
        CAPTURE(json);
        CHECK_FALSE(JsonText::is_portable(json));
    }
}

// SPDX-License-Identifier: MIT
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/json.hpp>

using souris::Array;
using souris::ErrorCode;
using souris::Integer;
using souris::JsonForm;
using souris::JsonText;
using souris::JsonWriteOptions;
using souris::Limits;
using souris::Map;
using souris::Sink;
using souris::to_json;
using souris::Value;

namespace {

constexpr JsonWriteOptions plain{.form = JsonForm::plain};

Value json(std::string text) {
    return JsonText::parse(std::move(text)).value();
}

/// Nested arrays.
Value nested(std::size_t depth) {
    Value value = Array{};
    for (std::size_t i = 1; i < depth; ++i) {
        Array outer;
        outer.push_back(std::move(value));
        value = std::move(outer);
    }
    return value;
}

}  // namespace

TEST_CASE("JSON values become one line that a terminal may show") {
    CHECK(to_json(json("\n[1,\r\n\t\"a\\nb\" , 2]\n"), plain).value() == "[1,\"a\\nb\" , 2]");
    CHECK(to_json(json("{\"\x7F\":\"\xC2\x9B\xE2\x80\xA8\xC3\xA9\"}"), plain).value() ==
          "{\"\\u007f\":\"\\u009b\\u2028\xC3\xA9\"}");
}

TEST_CASE("ASCII output escapes everything else") {
    const JsonWriteOptions ascii{.form = JsonForm::plain, .ascii = true};
    const Value value = Map{{"\xC3\xA9", Array{U'\U0010FFFF', "a\xEF\xBF\xBF", 1, 2.5, true}},
                            {"json", json("\"\xE2\x82\xAC\"")}};
    CHECK(to_json(value, ascii).value() ==
          R"({"\u00e9":["\udbff\udfff","a\uffff",1,2.5,true],"json":"\u20ac"})");
}

TEST_CASE("indented output") {
    const Value value = Map{{"a", Array{1, Array{}, Map{}, json("[1,\n2]")}},
                            {"b", Map{{"souris_type", 1}}},
                            {"c", souris::Ipv4()}};
    CHECK(to_json(value, {.indent = 2}).value() == R"({
  "a": [
    1,
    [],
    {},
    {"souris_type":7,"json":[1,2]}
  ],
  "b": {"souris_type":8,"map":{
    "souris_type": 1
  }},
  "c": {"souris_type":13,"octets":[0,0,0,0]}
})");
    CHECK(to_json(Array{}, {.indent = 4}).value() == "[]");
    CHECK(to_json(5, {.indent = 4}).value() == "5");
}

TEST_CASE("what cannot be written is an error that names its path") {
    const auto bad_date = souris::Timestamp{2023, 2, 29, 0, 0, 0, 0};
    const struct {
        Value value;
        JsonWriteOptions options;
        ErrorCode code;
        std::string_view path, detail;
    } rows[] = {
        {"\xFF", {}, ErrorCode::invalid_utf8, "", ""},
        {Array{1, Map{{"a/b", "\xC3"}}}, {}, ErrorCode::invalid_utf8, "/1/a~1b", ""},
        {Map{{"\x80", 1}}, {}, ErrorCode::invalid_utf8, "/\x80", ""},
        {Array{static_cast<char32_t>(0xD800)}, {}, ErrorCode::invalid_character, "/0", ""},
        {Array{bad_date}, plain, ErrorCode::invalid_timestamp, "/0", ""},
        {Array{0, Integer::max()}, plain, ErrorCode::unrepresentable, "/1",
         "integer outside of 64 bits"},
        {Map{{"x", Array{-std::numeric_limits<double>::infinity()}}}, plain,
         ErrorCode::unrepresentable, "/x/0", "not a finite number"},
        {Map{{"x", std::numeric_limits<float>::quiet_NaN()}}, plain, ErrorCode::unrepresentable,
         "/x", "not a finite number"},
        {nested(3), {.limits = {.max_depth = 2}}, ErrorCode::limit_exceeded, "/0/0", "max_depth"},
        {Array{Array{1, 2}, 3},
         {.limits = {.max_nodes = 4}},
         ErrorCode::limit_exceeded,
         "/0",
         "max_nodes"},
        {1, {.limits = {.max_nodes = 0}}, ErrorCode::limit_exceeded, "", "max_nodes"},
        {Array{"1234", "12345"},
         {.limits = {.max_string = 4}},
         ErrorCode::limit_exceeded,
         "/1",
         "max_string"},
        {json("[1,2]"), {.limits = {.max_string = 4}}, ErrorCode::limit_exceeded, "", "max_string"},
        {Value(std::vector<std::byte>(5)),
         {.limits = {.max_string = 4}},
         ErrorCode::limit_exceeded,
         "",
         "max_string"},
        {Map{{"1234", 1}, {"12345", 1}},
         {.limits = {.max_key = 4}},
         ErrorCode::limit_exceeded,
         "/12345",
         "max_key"},
    };
    for (const auto& row : rows) {
        CAPTURE(name_of(row.code));
        CAPTURE(row.path);
        const auto written = to_json(row.value, row.options);
        REQUIRE_FALSE(written);
        CHECK(written.error().code == row.code);
        CHECK(written.error().path == row.path);
        CHECK(written.error().detail == row.detail);
    }
    CHECK(to_json(nested(2), {.limits = {.max_depth = 2}}).value() == "[[]]");
    CHECK(to_json(Array{Array{1, 2}, 3}, {.limits = {.max_nodes = 5}}).has_value());
}

TEST_CASE("values of any depth are written") {
    constexpr std::size_t depth = 100'000;
    const std::string expected = std::string(depth, '[') + std::string(depth, ']');
    CHECK(to_json(nested(depth), {.limits = Limits::unlimited()}).value() == expected);
}

TEST_CASE("a sink that hands its chunks on gets the same, and tells its own failure") {
    Array array;
    for (int i = 0; i < 10'000; ++i)
        array.push_back(Array{i, "text", 0.5});
    const Value value = std::move(array);

    std::string text;
    Sink chunks(
        [&](std::span<const std::byte> chunk) -> souris::Result<void> {
            text.append(reinterpret_cast<const char*>(chunk.data()), chunk.size());
            return {};
        },
        100);
    REQUIRE(write_json(chunks, value));
    REQUIRE(chunks.finish());
    CHECK(text == to_json(value).value());

    Sink broken(
        [](std::span<const std::byte>) -> souris::Result<void> {
            return souris::failure(souris::Error(ErrorCode::io_error));
        },
        100);
    CHECK(write_json(broken, value));
    CHECK(broken.finish().error().code == ErrorCode::io_error);
}

// SPDX-License-Identifier: MIT
#include "interop/tagged_map.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/json.hpp>

#include "unit/json/tagged_rows.hpp"

using souris::Array;
using souris::Budget;
using souris::ErrorCode;
using souris::InteropReadOptions;
using souris::Limits;
using souris::Map;
using souris::Result;
using souris::Type;
using souris::Value;
using souris::detail::resolve_tagged_maps;
using souris::detail::to_tagged_map;

namespace {

/// The resolved map of a JSON text.
Result<Value> resolved(std::string_view json, std::uint64_t memory = 100'000,
                       const InteropReadOptions& options = {}) {
    Value value = souris::value_from_json(json, {.tagged = false}).value();
    Budget budget(memory);
    if (auto result = resolve_tagged_maps(value, budget, options); !result) {
        return souris::failure(result.error());
    }
    return value;
}

}  // namespace

TEST_CASE("each scalar comes back from its map") {
    for (const auto& row : souris::test::tagged_rows()) {
        CAPTURE(row.json);
        if (row.value.is(Type::array) || row.value.is(Type::map)) continue;
        if (row.json.find("souris_type") == std::string_view::npos) continue;
        Value value = to_tagged_map(row.value).value();
        REQUIRE(value.is(Type::map));
        CHECK(souris::detail::has_tag_key(value));
        // From the inside out, as in readers.
        Budget memory(100'000);
        for (auto& [key, member] : *value.as_map())
            REQUIRE(resolve_tagged_maps(member, memory, {}));
        REQUIRE(resolve_tagged_maps(value, memory, {}));
        CHECK(value == row.value);
    }
    CHECK_FALSE(souris::detail::has_tag_key(Array{}));
}

TEST_CASE("maps in maps are resolved from the outermost on") {
    const struct {
        std::string_view json;
        Value value;
    } rows[] = {
        {"{}", Map{}},
        {R"({"map":{}})", Map{{"map", Map{}}}},
        {R"({"souris_type":8,"map":{}})", Map{}},
        {R"({"map":{"souris_type":1},"souris_type":8})", Map{{"souris_type", 1}}},
        {R"({"map":{"souris_type":0,"character":"x"}})", Map{{"map", U'x'}}},
        {R"({"souris_type":8,"map":{"map":{"souris_type":0,"character":"x"}}})",
         Map{{"map", U'x'}}},
        {R"({"souris_type":8,"map":{"souris_type":8,"map":{"souris_type":0,"character":"x"}}})",
         Map{{"souris_type", 8}, {"map", U'x'}}},
        {R"({"souris_type":8,"map":{"souris_type":8,"map":{"souris_type":8,"map":{"a":1}}}})",
         Map{{"souris_type", 8}, {"map", Map{{"a", 1}}}}},
        {R"({"map":{"map":{"souris_type":8,"map":{"souris_type":1}}}})",
         Map{{"map", Map{{"map", Map{{"souris_type", 1}}}}}}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        CHECK(resolved(row.json).value() == row.value);
    }
}

TEST_CASE("maps that promise what they do not hold") {
    constexpr std::string_view wrong_tag = "wanted the number of a type with a tagged form";
    const struct {
        std::string_view json, path, detail;
    } rows[] = {
        {R"({"souris_type":1})", "", wrong_tag},
        {R"({"souris_type":16})", "", wrong_tag},
        {R"({"souris_type":-1})", "", wrong_tag},
        {R"({"souris_type":"8"})", "", wrong_tag},
        {R"({"souris_type":8})", "", R"(wanted {"souris_type":8,"map":{...}})"},
        {R"({"souris_type":8,"map":1})", "", R"(wanted {"souris_type":8,"map":{...}})"},
        {R"({"souris_type":8,"map":{},"x":1})", "", R"(wanted {"souris_type":8,"map":{...}})"},
        {R"({"map":{"map":{"souris_type":99}}})", "/map/map", wrong_tag},
        {R"({"souris_type":0,"character":"xy"})", "",
         R"(wanted {"souris_type":0,"character":"x"}, one character)"},
        {R"({"souris_type":0,"character":null})", "",
         R"(wanted {"souris_type":0,"character":"x"}, one character)"},
        {R"({"souris_type":13,"octets":[[]]})", "",
         R"(wanted {"souris_type":13,"octets":[...]}, 4 numbers from 0 to 255)"},
        {R"({"souris_type":7,"json":[1]})", "",
         R"(wanted {"souris_type":7,"json":"..."}, JSON in a string)"},
        {R"({"souris_type":7,"json":"[1"})", "",
         R"(wanted {"souris_type":7,"json":"..."}, JSON in a string)"},
        {R"({"souris_type":7,"json":"1","x":1})", "",
         R"(wanted {"souris_type":7,"json":"..."}, JSON in a string)"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        const auto result = resolved(row.json);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == ErrorCode::invalid_tagged_json);
        CHECK(result.error().path == row.path);
        CHECK(result.error().detail == row.detail);
    }
}

TEST_CASE("memory is charged for") {
    constexpr std::string_view character = R"({"souris_type":0,"character":"x"})";
    CHECK(resolved(character, 10).error().detail == "max_memory");
    constexpr std::string_view json =
        R"({"souris_type":7,"json":"[1,2,3,4,5,6,7,8,9,10,11,12,13]"})";
    CHECK(resolved(json, 10).error().detail == "max_memory");
    CHECK(resolved(json, 100).has_value());
    InteropReadOptions options;
    options.limits.max_string = 2;
    CHECK(resolved(R"({"souris_type":2,"bytes":[1,2,3]})", 100'000, options).error().detail ==
          "max_string");
}

TEST_CASE("members that take long as JSON are charged before they are written") {
    // Each takes more memory as tagged JSON than as a number.
    std::string json = R"({"souris_type":4)";
    constexpr std::uint64_t count = 1000;
    for (std::uint64_t i = 0; i != count; ++i)
        json += ",\"" + std::to_string(100 + i) + "\":-170141183460469231731687303715884105728";
    json += '}';
    CHECK(resolved(json).error().code == ErrorCode::limit_exceeded);
    CHECK(resolved(json, count * 70).error().code == ErrorCode::limit_exceeded);
    CHECK(resolved(json, count * 1000).error().code == ErrorCode::invalid_tagged_json);
}

// SPDX-License-Identifier: MIT
#include "json/json_survey.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using souris::Budget;
using souris::ErrorCode;
using souris::detail::JsonContainer;
using souris::detail::JsonSurvey;

namespace {

constexpr std::uint8_t no_tag = JsonContainer::no_tag;
constexpr std::uint8_t bad_tag = JsonContainer::bad_tag;

/// The survey of the first container of a text.
JsonContainer first_of(std::string_view text, bool tagged = true) {
    Budget memory(10'000);
    return JsonSurvey::make(text, tagged, 100, memory).value().enter(1);
}

}  // namespace

TEST_CASE("containers have their sizes") {
    constexpr struct {
        std::string_view text;
        std::uint64_t size;
    } rows[] = {
        {"[]", 0},       {"[1]", 1},           {"[1,[2,3,4],5]", 3},
        {"{ }", 0},      {"{\"a\":1}", 1},     {"{\"a\":[1,2,3],\"a\":{}}", 2},
        {"[\",,\"]", 1}, {"[ [ ] , [ ] ]", 2}, {"[1,2,3", 3},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(first_of(row.text).size == row.size);
    }
}

TEST_CASE("objects have their tags") {
    constexpr struct {
        std::string_view text;
        std::uint8_t tag;
    } rows[] = {
        {R"({})", no_tag},
        {R"({"a":"souris_type"})", no_tag},
        {R"({"a":{"souris_type":4}})", no_tag},
        {R"(["souris_type",4])", no_tag},
        {R"({"souris_type":4})", 4},
        {R"({"a":{},"souris_type" : 15 })", 15},
        {R"({"souris_typ\u0065":0})", 0},
        {R"({"souris_typ\u0065 ":0})", no_tag},
        {R"({"\\\u0073ouris_type":0})", no_tag},
        {R"({"souris_type":1})", bad_tag},
        {R"({"souris_type":16})", bad_tag},
        {R"({"souris_type":"4"})", bad_tag},
        {R"({"souris_type":4,"souris_type":4})", bad_tag},
        {R"({"\u0073\u006f\u0075\u0072\u0069\u0073\u005f\u0074\u0079\u0070\u0065":0})", 0},
        {R"({"a\"souris_type":4})", no_tag},
        // Invalid, but its kind is known.
        {R"({"souris_type":4 4})", 4},
        {R"({nul, "souris_type":15})", 15},
        {R"({"a""souris_type":4})", 4},
        {R"({"souris_type" 1:4})", no_tag},
        {R"({"souris_type",:4})", no_tag},
        {R"({nul"souris_type":4})", no_tag},
        {R"({nul"a""souris_type":4})", 4},
        {R"({\""souris_type":4})", no_tag},
        {R"({"souris_type":4x})", bad_tag},
        {R"({"souris_type":4"x"})", bad_tag},
        {R"({"souris_type":)", bad_tag},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(first_of(row.text).tag == row.tag);
        CHECK(first_of(row.text, false).tag == no_tag);
    }
}

TEST_CASE("containers come in the order in which they begin") {
    constexpr std::string_view text = R"([{"a":[1,2,3],"b":{"souris_type":7}},[],[4,5]])";
    Budget memory(10'000);
    JsonSurvey survey = JsonSurvey::make(text, true, 100, memory).value();
    CHECK(survey.enter(1).size == 3);
    CHECK(survey.enter(2).size == 2);
    CHECK(survey.enter(3).size == 3);
    CHECK(survey.enter(3).tag == 7);
    CHECK(survey.enter(2).size == 0);
    CHECK(survey.enter(2).size == 2);
}

TEST_CASE("what is too deep to be opened is left out and costs nothing") {
    // With a depth of 1: an array, a wrapper, the value in it, and an array in that.
    constexpr std::string_view text = "[[[[[[[1],1]]]],[1,2]],[1,2,3]]";
    Budget memory(1000);
    JsonSurvey survey = JsonSurvey::make(text, true, 1, memory).value();
    CHECK(survey.enter(1).size == 2);
    CHECK(survey.enter(2).size == 2);
    CHECK(survey.enter(3).size == 1);
    CHECK(survey.enter(4).size == 1);
    for (const std::size_t depth : {5U, 6U, 7U})
        CHECK(survey.enter(depth).size == 0);
    CHECK(survey.enter(3).size == 2);
    CHECK(survey.enter(2).size == 3);
    // Six are kept, in room for eight.
    CHECK(memory.left() == 1000 - souris::detail::allocation_size(8 * sizeof(JsonContainer)));
}

TEST_CASE("memory is charged") {
    constexpr std::string_view text = "[[],[],[],[],[],[],[],[]]";
    std::vector<std::size_t> offsets;
    for (std::uint64_t size = 0;; ++size) {
        Budget memory(size);
        const auto survey = JsonSurvey::make(text, true, 100, memory);
        if (survey) break;
        REQUIRE(size < 1000);
        CHECK(survey.error().code == ErrorCode::limit_exceeded);
        CHECK(std::string(survey.error().detail) == "max_memory");
        if (offsets.empty() || offsets.back() != survey.error().offset)
            offsets.push_back(survey.error().offset);
    }
    // At sizes at which it grows.
    CHECK(std::is_sorted(offsets.begin(), offsets.end()));
    CHECK(offsets.front() == 0);
    CHECK(offsets.back() > 4);
}

TEST_CASE("of text that is no JSON it counts at least what stands before the fault") {
    CHECK(first_of("[1,2,}3,4").size == 3);
    CHECK(first_of("]}[1,2").size == 2);
    CHECK(first_of(":{\"a\":1,").size == 2);
    CHECK(first_of("[\"souris_type\":4]").size == 1);
}

TEST_CASE("a fault of the text as a whole goes before the limits") {
    constexpr struct {
        std::string_view text;
        ErrorCode code;
    } rows[] = {
        {"[[],[],\"", ErrorCode::invalid_json},
        {"[[],[],\"\n\"", ErrorCode::invalid_json},
        {"[[],[],\"\xFF\"", ErrorCode::invalid_utf8},
        {"[[],[],}", ErrorCode::limit_exceeded},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        Budget memory(0);
        CHECK(JsonSurvey::make(row.text, true, 100, memory).error().code == row.code);
    }
}

TEST_CASE("words before strings are looked at once") {
    // Quadratic time would take minutes.
    std::string text = "[";
    for (int i = 0; i < 200'000; ++i)
        text += "\"a\"";
    Budget memory(10'000);
    CHECK(JsonSurvey::make(text, true, 100, memory));
}

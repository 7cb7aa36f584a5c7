// SPDX-License-Identifier: MIT
#include <cstdint>
#include <limits>
#include <string>

#include <doctest/doctest.h>

#include <souris/found.hpp>
#include <souris/value.hpp>

using namespace souris;

namespace {

Value lookup_example() {
    return Map{{"a/b", Map{{"list", Array{1, "two"}}}}, {"text", "x"}};
}

}  // namespace

TEST_CASE("[] of a constant value finds, and neither creates nor throws") {
    const Value value = lookup_example();
    const Value before = value;
    CHECK(value["a/b"]["list"][1].path() == "/a~1b/list/1");
    CHECK(value["a/b"]["list"][std::uint8_t{1}].value() == "two");
    CHECK(value["a/b"]["list"][0].get<int>() == 1);
    CHECK(value["text"].at("").path() == "/text");
    CHECK(value["none"].error() == value.at("/none").error());
    CHECK(value["a/b"]["none"]["deeper"].error() == value.at("/a~1b/none").error());
    CHECK(value["a/b"]["list"][2].error() == value.at("/a~1b/list/2").error());
    CHECK(value["a/b"]["list"][-1].error().code == ErrorCode::index_out_of_range);
    CHECK(value["a/b"]["list"][std::numeric_limits<std::uint64_t>::max()].error().code ==
          ErrorCode::index_out_of_range);
    CHECK(value["text"]["key"].error().message() ==
          "wrong type (found string, wanted map), in /text");
    CHECK(value["a/b"][0].error().message() == "wrong type (found map, wanted array), in /a~1b");
    const char* const nothing = nullptr;
    CHECK(value[nothing].error().code == ErrorCode::key_not_found);
    CHECK(value == before);
}

TEST_CASE("a key is no JSON Pointer") {
    const Value value = lookup_example();
    CHECK_FALSE(value["/text"].has_value());
    CHECK(value.at("text").error().message() ==
          "invalid JSON Pointer (it begins with \"/\", other than a key in []), in text");
    CHECK(value.at("/text~").error().detail.empty());
}

TEST_CASE("what was found compares to values") {
    const Value value = lookup_example();
    CHECK(value["text"] == "x");
    CHECK(value["a/b"]["list"][0] == 1);
    CHECK(value["text"] != 1);
    CHECK(value["none"] != nullptr);
}

TEST_CASE("the value of what was not found throws the error") {
    const Value value = lookup_example();
    try {
        static_cast<void>(value["none"].value());
        FAIL("found");
    } catch (const BadResultAccess& exception) {
        CHECK(exception.what() == std::string("no such key, in /none"));
        CHECK(exception.error().code == ErrorCode::key_not_found);
    }
}

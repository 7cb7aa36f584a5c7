// SPDX-License-Identifier: MIT
#include "edits/sorted_keys.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <souris/json.hpp>

#include "cli/unit/json.hpp"
#include "property/generators/value_generator.hpp"

using namespace souris;

TEST_CASE("the keys of all maps are sorted by their bytes") {
    Value value = test::parse(
        R"({"b":[{"z":1,"a":{"d":1,"c":2}}],"":0,"é":1,"B":{"souris_type":7,"json":{"b":1,"a":2}},"a":2})");
    cli::sort_keys(value);
    CHECK(
        to_json(value).value() ==
        R"({"":0,"B":{"souris_type":7,"json":{"b":1,"a":2}},"a":2,"b":[{"a":{"c":2,"d":1},"z":1}],"é":1})");
    Value scalar(5);
    cli::sort_keys(scalar);
    CHECK(scalar == 5);
}

TEST_CASE("a tree with sorted keys is equal to what it was") {
    CHECK(rc::check([](const Value& value) {
        Value sorted = value;
        cli::sort_keys(sorted);
        RC_ASSERT(sorted == value);
        const std::string once = to_json(sorted).value();
        cli::sort_keys(sorted);
        RC_ASSERT(to_json(sorted).value() == once);
    }));
}

TEST_CASE("deep trees are sorted without recursion") {
    constexpr std::size_t depth = 100'000;
    std::string text;
    for (std::size_t i = 0; i < depth; ++i)
        text += R"({"b":)";
    text += '0';
    for (std::size_t i = 0; i < depth; ++i)
        text += R"(,"a":1})";
    auto value = value_from_json(text, {.limits = Limits::unlimited()}).value();
    cli::sort_keys(value);
    CHECK(value.entries().front().key() == "a");
}

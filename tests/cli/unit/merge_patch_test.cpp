// SPDX-License-Identifier: MIT
#include "edits/merge_patch.hpp"

#include <string>

#include <doctest/doctest.h>

#include "cli/unit/json.hpp"
#include "edits/removals.hpp"

using namespace souris;
using test::parse;

TEST_CASE("patches follow one another as if each were the only one") {
    struct Row {
        const char* target;
        std::vector<const char*> patches;
        const char* result;
    };
    const Row rows[] = {
        {R"({"a":1,"b":2})", {R"({"a":null})", R"({"c":3})"}, R"({"b":2,"c":3})"},
        {R"({"a":1})", {R"({"a":null})", R"({"a":null})"}, "{}"},
        {R"({"a":1})", {R"({"a":null})", R"({"a":2})"}, R"({"a":2})"},
        {R"({"a":{"b":1,"c":2}})",
         {R"({"a":null})", R"({"a":{"d":null}})", R"({"a":{"e":5}})"},
         R"({"a":{"e":5}})"},
        {R"({"a":{"b":1}})", {R"({"a":{"b":null,"c":{"d":null}}})"}, R"({"a":{"c":{}}})"},
        {R"({"a":1})", {"null", R"({"b":1})"}, R"({"b":1})"},
        {R"({"a":[{"b":1}]})", {R"({"a":[null]})"}, R"({"a":[null]})"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.result);
        Value value = parse(row.target);
        for (const char* const patch : row.patches)
            cli::merge_patch(value, parse(patch));
        cli::purge(value);
        CHECK(value == parse(row.result));
    }
}

TEST_CASE("many small patches of something large are no quadratic work") {
    // Visiting all entries for each patch would take minutes.
    constexpr std::size_t size = 300'000;
    Map large;
    for (std::size_t i = 0; i < size; ++i)
        large[std::to_string(i)] = i;
    Value value = std::move(large);
    for (std::size_t i = 0; i < size; ++i) {
        cli::merge_patch(value, Map{{std::to_string(i), nullptr}, {'x' + std::to_string(i), i}});
    }
    cli::purge(value);
    CHECK(value.entries().size() == size);
    CHECK(*value.find("/x7") == Value(7));
}

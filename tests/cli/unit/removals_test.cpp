// SPDX-License-Identifier: MIT
#include "edits/removals.hpp"

#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "cli/unit/json.hpp"

using namespace souris;
using test::parse;

TEST_CASE("entries are removed and the others keep their order") {
    Value value = parse(R"({"a":1,"b":2,"c":3,"d":2})");
    cli::remove_entries(*value.as_map(), [](const MapEntry& entry) { return entry.value == 2; });
    CHECK(to_json(value) == R"({"a":1,"c":3})");
    cli::remove_entries(*value.as_map(), [](const MapEntry&) { return false; });
    CHECK(to_json(value) == R"({"a":1,"c":3})");
    CHECK(*value.find("/c") == 3);
    CHECK(value.find("/b") == nullptr);
}

TEST_CASE("marked entries are purged at every level") {
    Value value = parse(R"({"a":{"b":1,"c":[{"d":1,"e":2},3]},"f":{"g":1},"h":"\ud7ff"})");
    for (const char* const path : {"/a/b", "/a/c/0/d", "/f"})
        *value.find(path) = cli::removed_mark;
    CHECK(cli::is_removed(*value.find("/f")));
    cli::purge(value);
    CHECK(value == parse(R"({"a":{"c":[{"e":2},3]},"h":"\ud7ff"})"));
}

TEST_CASE("no character that a file can hold is taken for the mark") {
    for (const char32_t character : {U'\0', U'\uD7FF', U'\uE000', U'\U0010FFFF'})
        CHECK_FALSE(cli::is_removed(Value(character)));
    CHECK_FALSE(cli::is_removed(Value(static_cast<std::uint32_t>(cli::removed_mark))));
}

TEST_CASE("the depth of a tree takes no stack to purge") {
    Value value = Map{{"a", cli::removed_mark}};
    for (int i = 0; i < 1'000'000; ++i) {
        Array outer;
        outer.push_back(std::move(value));
        value = std::move(outer);
    }
    cli::purge(value);
    const Value* innermost = &value;
    while (innermost->is(Type::array))
        innermost = &innermost->elements()[0];
    CHECK(innermost->entries().empty());
}

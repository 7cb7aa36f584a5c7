// SPDX-License-Identifier: MIT
#include "reading/pointer_pattern.hpp"

#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <souris/pointer.hpp>

#include "cli/unit/json.hpp"

using namespace souris;
using cli::PointerPattern;

namespace {

using Tokens = std::vector<std::string>;

/// Every value of a tree with its path, in order.
void list(const Value& value, Tokens& path, std::vector<std::pair<const Value*, Tokens>>& all) {
    all.emplace_back(&value, path);
    const auto enter = [&](std::string token, const Value& child) {
        path.push_back(std::move(token));
        list(child, path, all);
        path.pop_back();
    };
    for (const MapEntry& entry : value.entries())
        enter(std::string(entry.key()), entry.value);
    for (std::size_t i = 0; i < value.elements().size(); ++i)
        enter(std::to_string(i), value.elements()[i]);
}

bool matches(std::span<const std::string> pattern, std::span<const std::string> path) {
    if (pattern.empty()) return path.empty();
    const bool matches_none = pattern[0] == "**" && matches(pattern.subspan(1), path);
    if (matches_none || path.empty()) return matches_none;
    if (pattern[0] == "**") return matches(pattern, path.subspan(1));
    return (pattern[0] == "*" || pattern[0] == path[0]) &&
           matches(pattern.subspan(1), path.subspan(1));
}

std::string to_pointer(const Tokens& tokens) {
    std::string pointer;
    for (const std::string& token : tokens)
        append_pointer_token(pointer, token);
    return pointer;
}

std::vector<const Value*> found_in(const Value& root, std::string_view pattern) {
    std::vector<const Value*> found;
    PointerPattern(pattern).visit(root, [&](const Value& value) {
        found.push_back(&value);
        return true;
    });
    return found;
}

const char* const keys[] = {"a", "b", "*", "0", "1", ""};

Value random_tree(unsigned depth) {
    const int kind = depth == 0 ? 0 : *rc::gen::inRange(0, 3);
    const int size = *rc::gen::inRange(0, 4);
    if (kind == 0) return size;
    Array array;
    Map map;
    for (int i = 0; i < size; ++i) {
        if (kind == 1) {
            array.push_back(random_tree(depth - 1));
        } else {
            map.insert_or_assign(
                *rc::gen::elementOf(std::vector<std::string>(std::begin(keys), std::end(keys))),
                random_tree(depth - 1));
        }
    }
    return kind == 1 ? Value(std::move(array)) : Value(std::move(map));
}

}  // namespace

TEST_CASE("a pattern finds values in the order of the file") {
    const Value root = test::parse(
        R"({"users":[{"name":"b","id":1},{"id":2},{"name":"a","*":{"id":[3]}}],"id":4,"*":5})");
    const struct {
        std::string_view pattern;
        std::string_view found;
    } rows[] = {
        {"/users/*/name", R"(["b","a"])"},
        {"/users/0/*", R"(["b",1])"},
        {"/**/id", "[1,2,[3],4]"},
        {"/**/id/**", "[1,2,[3],3,4]"},
        {"/users/**/0", R"([{"name":"b","id":1},3])"},
        {"/*/1/id", "[2]"},
        {"/**/users/**/**/name", R"(["b","a"])"},
        {"/**/*/**/*/0", "[3]"},
        {"/users/*/name/*", "[]"},
        {"/users/-", "[]"},
        {"/users/00/*", "[]"},
        {"/*/*/*/*/*/*", "[]"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.pattern);
        Array found;
        for (const Value* const value : found_in(root, row.pattern))
            found.push_back(*value);
        CHECK(Value(found) == test::parse(row.found));
    }
    CHECK(found_in(root, "/**").front() == &root);
    CHECK(found_in(root, "/*").size() == 3);
}

TEST_CASE("a visit ends where the visitor does not go on") {
    const Value root = test::parse("[[1,2],[3]]");
    int count = 0;
    PointerPattern("/**").visit(root, [&](const Value&) { return ++count < 3; });
    CHECK(count == 3);
    PointerPattern("/**").visit(root, [&](const Value&) { return ++count < 3; });
    CHECK(count == 4);
}

TEST_CASE("a pattern matches what its tokens match, one after another") {
    CHECK(rc::check("pattern", [] {
        const Value root = random_tree(4);
        const auto token =
            rc::gen::elementOf(std::vector<std::string>{"a", "*", "0", "1", "**", "**", "*", ""});
        const auto pattern = *rc::gen::resize(6, rc::gen::container<Tokens>(token));
        std::vector<std::pair<const Value*, Tokens>> all;
        Tokens path;
        list(root, path, all);
        std::vector<const Value*> expected;
        for (const auto& [value, tokens] : all) {
            if (matches(pattern, tokens)) expected.push_back(value);
        }
        RC_ASSERT(found_in(root, to_pointer(pattern)) == expected);
    }));
}

TEST_CASE("a pattern may have more tokens than a word has bits") {
    constexpr int depth = 200;
    Value root = 1;
    std::string path;
    for (int i = 0; i < depth; ++i) {
        root = i % 2 == 0 ? Value(Map{{"a", std::move(root)}}) : Value(Array{std::move(root)});
        path.insert(0, i % 2 == 0 ? "/a" : "/0");
    }
    const Value* const innermost = &*root.at(path);
    std::string any;
    std::string anywhere;
    for (int i = 0; i < depth; ++i) {
        any += "/*";
        anywhere += "/**/*";
    }
    for (const std::string& pattern : {path, any, anywhere, path.substr(0, 190) + "/**",
                                       "/**" + path.substr(path.size() - 190)}) {
        CAPTURE(pattern);
        const auto found = found_in(root, pattern);
        REQUIRE_FALSE(found.empty());
        CHECK(found.back() == innermost);
    }
    CHECK(found_in(root, any) == found_in(root, path));
    CHECK(found_in(root, any + "/*").empty());
}

TEST_CASE("the time does not depend on the number of ways to match") {
    // A matcher that tries every way would need more than 10^20 steps.
    constexpr int depth = 300;
    Value root = Map();
    for (int i = 0; i < depth; ++i)
        root = Map{{"a", std::move(root)}};
    std::string pattern;
    for (int i = 0; i < 30; ++i)
        pattern += "/**/a/**/*";
    CHECK(found_in(root, pattern).size() == depth - 60 + 1);
    CHECK(found_in(root, pattern + "/b").empty());
}

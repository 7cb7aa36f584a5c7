// SPDX-License-Identifier: MIT
#include "columns/plan.hpp"

#include <bit>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "columns/split.hpp"
#include "unit/columns/sample_trees.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

/// The plan of the elements of an array.
Path plan_of(const Array& array) {
    static std::vector<Bytes> kept;
    kept.push_back(test::encoded_tree(array));
    return plan_path(split_values(kept.back()).value()[1], Repeats::all);
}

std::vector<ContentKind> kinds_of(const std::vector<Content>& contents) {
    std::vector<ContentKind> kinds;
    for (const Content& content : contents)
        kinds.push_back(content.kind);
    return kinds;
}

}  // namespace

TEST_CASE("null, false and true are symbols if they occur") {
    const Path path = plan_of(Array{true, nullptr, true});
    CHECK(path.has_word == std::array{true, false, true});
    CHECK(path.symbols == std::vector<std::uint32_t>{1, 0, 1});
    CHECK(path.symbol_count() == 2);
    CHECK(path.rows.empty());
    const Path none = plan_of(Array{});
    CHECK(none.symbol_count() == 0);
}

TEST_CASE("numbers that repeat are literals, others contents") {
    Array same;
    Array different;
    for (int i = 0; i < 200; ++i) {
        same.push_back(i % 2 == 0 ? Value(1000003U) : Value(-77777));
        different.push_back(i * 1000);
    }
    const Path literals = plan_of(same);
    CHECK(literals.contents.empty());
    CHECK(literals.literals[0].numbers == std::vector<std::int64_t>{-77777, 1000003});
    CHECK(literals.symbols[0] == 1);
    CHECK(literals.symbols[1] == 0);
    const Path contents = plan_of(different);
    CHECK(contents.literals.empty());
    CHECK(contents.contents[0].numbers.size() == 200);
    CHECK(contents.contents[0].coding.order == 2);
    CHECK(contents.symbol_count() == 1);
}

TEST_CASE("texts that occur once are contents, others literals in their order") {
    const Path path = plan_of(Array{"b", "once", "a", "b", "a", std::string("z\0", 2)});
    REQUIRE(path.contents.size() == 1);
    CHECK(path.contents[0].count == 2);
    CHECK(path.contents[0].has_zero);
    CHECK(as_text(path.contents[0].bytes) == std::string_view("oncez\0", 6));
    REQUIRE(path.literals.size() == 1);
    CHECK_FALSE(path.literals[0].has_zero);
    CHECK(as_text(path.literals[0].bytes) == "ab");
    CHECK(path.symbols == std::vector<std::uint32_t>{2, 0, 1, 2, 1, 0});
}

TEST_CASE("each value is of the kind that keeps it whole") {
    const Path path =
        plan_of(test::all_types().get<Array>() ? *test::all_types().get<Array>() : Array{});
    std::uint64_t values = 0;
    for (const auto* const all : {&path.contents, &path.literals}) {
        for (const Content& content : *all)
            values += content.count;
    }
    CHECK(values > 40);
    CHECK(path.symbols.size() > 50);
    for (const std::uint32_t symbol : path.symbols)
        CHECK(symbol < path.symbol_count());
}

TEST_CASE("integers are of 64 bits and a sign state, or encoded") {
    const auto low = [](std::uint64_t bits) { return Integer(bits); };
    const Path path = plan_of(
        Array{low(~std::uint64_t{0} >> 1U), low(~std::uint64_t{0}),
              Integer::from_bits({0, 5}, SignState::signed_non_negative).value(), Integer::min()});
    std::vector<ContentKind> kinds = kinds_of(path.contents);
    for (const ContentKind kind : kinds_of(path.literals))
        kinds.push_back(kind);
    std::ranges::sort(kinds);
    CHECK(kinds ==
          std::vector{ContentKind::integer, ContentKind::signed_integer, ContentKind::other});
}

TEST_CASE("floats are decimals where they can be") {
    Array array;
    for (int i = 0; i < 100; ++i)
        array.push_back(i * i / 100.0);
    array.push_back(-0.0);
    array.push_back(std::bit_cast<double>(std::uint64_t{0x7FF0000000000001}));
    array.push_back(1.0F);
    const Path path = plan_of(array);
    CHECK(path.decimals == 2);
    std::uint64_t decimals = 0;
    for (const auto* const all : {&path.contents, &path.literals}) {
        for (const Content& content : *all)
            decimals += content.kind == ContentKind::decimal ? content.count : 0;
    }
    CHECK(decimals == 100);
}

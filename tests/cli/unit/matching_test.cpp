// SPDX-License-Identifier: MIT
#include "edits/matching.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "cli/unit/json.hpp"
#include "edits/difference.hpp"
#include "edits/fingerprints.hpp"
#include "property/generators/value_generator.hpp"

using namespace souris;
using cli::Equality;
using cli::Match;
using test::parse;

namespace {

std::vector<Match> matches_of(const Value& before, const Value& after, const Equality& equality) {
    cli::Fingerprints fingerprints(equality);
    Budget memory(std::uint64_t{1} << 30U);
    REQUIRE(fingerprints.add(before, memory));
    REQUIRE(fingerprints.add(after, memory));
    return cli::match_elements(fingerprints.profiled(before), fingerprints.profiled(after),
                               equality);
}

/// The number of differences.
std::size_t count_changes(const Value& before, const Value& after, const Equality& equality) {
    std::size_t count = 0;
    const auto told = cli::compare(
        before, after, Limits::unlimited(),
        [&](const cli::Change&) -> Result<void> {
            ++count;
            return {};
        },
        cli::ChangeUnit::smallest, equality);
    REQUIRE(told);
    return count;
}

/// The same tree with all arrays in another order.
Value shuffled(Value value) {
    std::vector<Value*> rest{&value};
    while (!rest.empty()) {
        Value& top = *rest.back();
        rest.pop_back();
        if (Array* const array = top.as_array()) {
            for (std::size_t i = array->size(); i > 1; --i)
                std::swap((*array)[i - 1], (*array)[*rc::gen::inRange<std::size_t>(0, i)]);
            for (Value& element : *array)
                rest.push_back(&element);
        } else if (Map* const map = top.as_map()) {
            for (MapEntry& entry : *map)
                rest.push_back(&entry.value);
        }
    }
    return value;
}

}  // namespace

TEST_CASE("equal elements are paired, each once, the first with the first") {
    const Equality equality{.ignores_order = true};
    CHECK(matches_of(parse("[1,2,2,3]"), parse("[2,4,1,2,2]"), equality) ==
          std::vector<Match>{{0, 2}, {1, 0}, {2, 3}});
    CHECK(matches_of(parse("[]"), parse("[1]"), equality).empty());
    // The order does not matter inside of elements either.
    CHECK(matches_of(parse(R"([[1,2],{"a":[[3],4]}])"), parse(R"([{"a":[4,[3]]},[2,1],[1]])"),
                     equality) == std::vector<Match>{{0, 1}, {1, 0}});
    CHECK(matches_of(parse("[[1,2],[3]]"), parse("[[1],[2,3]]"), equality).empty());
    CHECK(matches_of(parse("[1]"), parse("[1.0]"), equality).empty());
}

TEST_CASE("with a tolerance, as many numbers as possible are paired") {
    const Equality equality{.ignores_order = true, .tolerance = 1};
    CHECK(matches_of(parse("[1,5,9]"), parse("[10,4.5,2,20]"), equality) ==
          std::vector<Match>{{0, 2}, {1, 1}, {2, 0}});
    // Each could be paired with the next one, which would leave the last alone.
    CHECK(matches_of(parse("[1,2,3]"), parse("[0,1,2.5]"), equality).size() == 3);
    CHECK(
        matches_of(parse("[1]"), parse("[1.0]"), {.ignores_order = true, .tolerance = 0}).size() ==
        1);
    // Also far beyond the integers that a double has.
    const Equality wide{.ignores_order = true, .tolerance = 1000};
    CHECK(matches_of(parse("[1700000000000000000,5]"), parse("[5,1700000000000000100]"), wide) ==
          std::vector<Match>{{0, 1}, {1, 0}});
    CHECK(matches_of(parse("[1700000000000000001,1700000000000000002]"),
                     parse("[1700000000000000002,1700000000000000001]"),
                     equality) == std::vector<Match>{{0, 1}, {1, 0}});
}

TEST_CASE("records whose numbers differ by a tolerance are paired") {
    const Equality equality{.ignores_order = true, .tolerance = 0.01};
    const Value before = parse(
        R"([{"id":1234567890123456789,"x":1.001,"y":2,"s":"a"},{"id":5,"x":2,"y":1.001,"s":"a"},[1,[2]]])");
    const Value after = parse(
        R"([[[2.005],1.001],{"y":1,"id":5,"x":2.002,"s":"a"},{"y":2.001,"id":1234567890123456789,"x":1,"s":"a"}])");
    CHECK(count_changes(before, after, equality) == 0);
    CHECK(count_changes(before, after, {.ignores_order = true}) == 6);
    CHECK(count_changes(before, after, {.ignores_order = true, .tolerance = 0.001}) != 0);
    // Sums beyond the finite numbers do no harm.
    const Value huge = parse(R"([[1e308,1e308,1e308],[-1e308,-1e308,-1e308],[1e308,-1e308]])");
    CHECK(count_changes(huge,
                        parse(R"([[1e308,-1e308],[1e308,1e308,1e308],[-1e308,-1e308,-1e308]])"),
                        equality) == 0);
}

TEST_CASE("arrays in another order have no difference") {
    CHECK(rc::check("shuffled", [](const Value& value) {
        const bool has_tolerance = *rc::gen::arbitrary<bool>();
        const Equality equality{.ignores_order = true,
                                .tolerance = has_tolerance ? std::optional(0.5) : std::nullopt};
        RC_ASSERT(count_changes(value, shuffled(value), equality) == 0U);
    }));
}

TEST_CASE("numbers that are moved by less than the tolerance have no difference") {
    CHECK(rc::check("moved", [](const std::vector<std::int16_t>& numbers) {
        Array before;
        Array after;
        for (const std::int16_t number : numbers) {
            before.push_back(number);
            after.push_back(number + *rc::gen::inRange(-4, 5) / 4.0);
        }
        const Value moved = shuffled(after);
        const Equality equality{.ignores_order = true, .tolerance = 1};
        RC_ASSERT(count_changes(before, moved, equality) == 0U);
        RC_ASSERT(count_changes(before, after, {.tolerance = 1}) == 0U);
    }));
}

TEST_CASE("where the order counts, equal ends are paired, then a common subsequence") {
    const Equality equality{.tolerance = 0.05};
    CHECK(matches_of(parse("[1.01,5.02,9.99]"), parse("[1,7,5,10]"), equality) ==
          std::vector<Match>{{0, 0}, {1, 2}, {2, 3}});
    CHECK(matches_of(parse(R"([{"a":1,"b":2},[1,2]])"), parse(R"([[1],{"b":2.01,"a":1},[2,1]])"),
                     equality) == std::vector<Match>{{0, 1}});
    CHECK(count_changes(parse("[1,2,3,4]"), parse("[2,1,4,3]"), {.tolerance = 1}) == 0);
    CHECK(count_changes(parse(R"([{"a":[1,{"b":2}]},5])"), parse(R"([{"a":[1.5,{"b":2.5}]},6.5])"),
                        {.tolerance = 0.5}) == 1);
}

TEST_CASE("multisets differ by what only one has") {
    CHECK(rc::check("multisets", [](const std::vector<std::uint8_t>& first,
                                    const std::vector<std::uint8_t>& second) {
        const auto array_of = [](const std::vector<std::uint8_t>& numbers) {
            Array array;
            for (const std::uint8_t number : numbers)
                array.push_back(number % 8);
            return array;
        };
        std::size_t expected = 0;
        for (int number = 0; number < 8; ++number) {
            const auto count = [&](const std::vector<std::uint8_t>& numbers) {
                return std::count_if(numbers.begin(), numbers.end(),
                                     [&](std::uint8_t n) { return n % 8 == number; });
            };
            expected += static_cast<std::size_t>(std::abs(count(first) - count(second)));
        }
        RC_ASSERT(count_changes(array_of(first), array_of(second), {.ignores_order = true}) ==
                  expected);
    }));
}

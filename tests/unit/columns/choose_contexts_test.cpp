// SPDX-License-Identifier: MIT
#include "columns/choose_contexts.hpp"

#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "columns/code_cost.hpp"
#include "unit/columns/noise.hpp"

using namespace souris;
using namespace souris::detail::columns;
using test::noise_below;

namespace {

constexpr ContextEffort most_effort{65536, 4, 3, 64 * cost_of_bit};

}  // namespace

TEST_CASE("what tells nothing is no context") {
    const auto symbols = noise_below(8, 2000, 1);
    const auto other = noise_below(8, 2000, 2);
    const std::vector<ContextCandidate> candidates{{3, other}};
    CHECK(choose_contexts(symbols, 8, {}, candidates, most_effort).empty());
    CHECK(choose_contexts({}, 8, {}, candidates, most_effort).empty());
    CHECK(choose_contexts(std::vector<std::uint32_t>(2000, 1), 8, {}, {}, most_effort).empty());
}

TEST_CASE("a sequence that has the same symbols is the first context") {
    const auto symbols = noise_below(8, 2000, 1);
    const auto noise = noise_below(8, 2000, 2);
    const std::vector<ContextCandidate> candidates{{3, noise}, {5, symbols}};
    const auto sets = choose_contexts(symbols, 8, {}, candidates, most_effort);
    REQUIRE_FALSE(sets.empty());
    CHECK(sets[0] == ContextSet{0, {5}});
    CHECK(sets == choose_contexts(symbols, 8, {}, candidates, most_effort));
}

TEST_CASE("the symbols before are a context") {
    std::vector<std::uint32_t> symbols;
    for (std::uint32_t i = 0; i < 2000; ++i)
        symbols.push_back(i % 5);
    const auto sets = choose_contexts(symbols, 5, {}, {}, most_effort);
    REQUIRE_FALSE(sets.empty());
    CHECK(sets[0] == ContextSet{1, {}});
}

TEST_CASE("effort limits the contexts and what they are made of") {
    const auto first = noise_below(4, 4000, 1);
    const auto second = noise_below(4, 4000, 2);
    std::vector<std::uint32_t> symbols;
    for (std::size_t i = 0; i < first.size(); ++i)
        symbols.push_back(i % 10 == 0 ? 0 : first[i] ^ second[i]);
    const std::vector<ContextCandidate> candidates{{0, first}, {1, second}};
    for (const ContextEffort& effort :
         {ContextEffort{100, 1, 1}, ContextEffort{4000, 2, 2}, most_effort}) {
        const auto sets = choose_contexts(symbols, 4, {}, candidates, effort);
        CHECK(sets.size() <= effort.max_sets);
        for (const ContextSet& set : sets)
            CHECK(set.before + set.others.size() <= effort.max_parts);
    }
}

TEST_CASE("candidates are compared by row") {
    const auto symbols = noise_below(8, 1000, 1);
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> other(2000, 0);
    for (std::uint32_t i = 0; i < 1000; ++i) {
        rows.push_back(2 * i + 1);
        other[2 * i + 1] = symbols[i] + 1;
    }
    const std::vector<ContextCandidate> candidates{{7, other}};
    const auto sets = choose_contexts(symbols, 8, rows, candidates, most_effort);
    REQUIRE_FALSE(sets.empty());
    CHECK(sets[0] == ContextSet{0, {7}});
}

// SPDX-License-Identifier: MIT
#include "columns/choose_prediction.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "columns/code_cost.hpp"
#include "columns/predicted_symbols.hpp"
#include "unit/columns/noise.hpp"

using namespace souris;
using namespace souris::detail::columns;
using test::noise_below;

namespace {

constexpr ContextEffort effort{4096, 1, 3, 64 * cost_of_bit};

}  // namespace

TEST_CASE("what predicts nothing is not chosen") {
    const auto symbols = noise_below(8, 2000, 1);
    const auto other = noise_below(8, 2000, 2);
    const std::vector<ContextCandidate> candidates{{3, other}};
    CHECK_FALSE(choose_prediction(symbols, 8, {}, candidates, effort));
    CHECK_FALSE(choose_prediction({}, 8, {}, candidates, effort));
    CHECK_FALSE(choose_prediction(std::vector<std::uint32_t>(2000, 1), 8, {}, {}, effort));
    // There are more different symbols than are looked at.
    CHECK_FALSE(choose_prediction(symbols, 5000, {}, {{{3, symbols}}}, effort));
}

TEST_CASE("a sequence that determines the symbols predicts them") {
    const auto other = noise_below(40, 2000, 1);
    const auto noise = noise_below(40, 2000, 2);
    std::vector<std::uint32_t> symbols;
    for (const std::uint32_t symbol : other)
        symbols.push_back(symbol * 7 % 12);
    const std::vector<ContextCandidate> candidates{{3, noise}, {5, other}};
    CHECK(choose_prediction(symbols, 12, {}, candidates, effort) == ContextSet{0, {5}});
    // Where few bits would be saved, none are looked for.
    ContextEffort little = effort;
    little.least_cost = 1'000'000 * cost_of_bit;
    CHECK_FALSE(choose_prediction(symbols, 12, {}, candidates, little));
}

TEST_CASE("two sequences can predict what neither does alone") {
    const auto first = noise_below(16, 3000, 1);
    const auto second = noise_below(16, 3000, 2);
    std::vector<std::uint32_t> symbols;
    for (std::size_t i = 0; i < first.size(); ++i)
        symbols.push_back((first[i] + second[i]) % 16);
    const std::vector<ContextCandidate> candidates{{3, first}, {5, second}};
    auto set = choose_prediction(symbols, 16, {}, candidates, effort);
    REQUIRE(set);
    std::ranges::sort(set->others);
    CHECK(*set == ContextSet{0, {3, 5}});
}

TEST_CASE("rows tell which symbols of the others are meant") {
    const auto other = noise_below(30, 2000, 1);
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> symbols;
    for (std::uint32_t row = 0; row < other.size(); row += 3) {
        rows.push_back(row);
        symbols.push_back(other[row]);
    }
    CHECK(choose_prediction(symbols, 30, rows, {{{9, other}}}, effort) == ContextSet{0, {9}});
}

TEST_CASE("predicted symbols come back, whatever the table") {
    const auto symbols = noise_below(5, 500, 1);
    const auto other = noise_below(3, 500, 2);
    const std::vector<RowSymbols> others{other};
    for (const ContextSet& set : {ContextSet{0, {}}, ContextSet{2, {}}, ContextSet{1, {0}}}) {
        for (const TableBits bits : {TableBits{0}, TableBits{1}, TableBits{7}, max_table_bits}) {
            SymbolPredictor writer(set, others, {}, bits);
            SymbolPredictor reader(set, others, {}, bits);
            for (std::size_t i = 0; i < symbols.size(); ++i) {
                const std::uint32_t written = writer.written(i, symbols[i]);
                REQUIRE(written <= 5);
                REQUIRE(reader.symbol(i, written) == symbols[i]);
            }
        }
    }
    const ContextSet none;
    SymbolPredictor empty(none, {}, {}, 0);
    CHECK(empty.symbol(0, 0) == ~std::uint32_t{0});
}

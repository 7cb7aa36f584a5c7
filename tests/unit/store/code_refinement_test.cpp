// SPDX-License-Identifier: MIT
#include "store/code_refinement.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "unit/store/encoded_tree.hpp"
#include "unit/store/written_size.hpp"

using namespace souris;
using detail::CodingPlan;
using detail::PieceTable;
using test::written_size;

TEST_CASE("texts that a best code leaves a bit too long for their bytes get shorter") {
    // a, b, and c and d together occur equally often. So all codes may have two bits, or a has one,
    // b two, c and d three: the total is the same, but then "aaaaaaaa" takes one byte instead of
    // two.
    Array array;
    for (int i = 0; i < 8; ++i) {
        array.push_back(i < 4 ? "aaaaaaaa" : "bbbbbbbb");
        array.push_back("cc");
        array.push_back("dd");
    }
    const Bytes tree = test::encoded_tree(std::move(array));
    const PieceTable table(tree, Layout::v1, Profile::smallest);
    CodingPlan plan = plan_for(table, std::vector<bool>(table.size(), true), false);
    const std::uint64_t before = written_size(table, plan);
    refine_code(table, plan, false);
    CHECK(written_size(table, plan) == before - 4);
}

TEST_CASE("a refined code has a code for every character, and they fill a tree") {
    std::uint32_t state = 1;
    for (int round = 0; round < 30; ++round) {
        CAPTURE(round);
        Array array;
        const auto next = [&](std::uint32_t below) {
            state = state * 1664525 + 1013904223;
            return (state >> 16U) % below;
        };
        for (int i = 0; i < 40; ++i) {
            std::string text;
            for (std::uint32_t left = 2 + next(60); left != 0; --left)
                text += static_cast<char>('a' + std::min(next(20), next(20)));
            array.push_back(text);
        }
        const Bytes tree = test::encoded_tree(std::move(array));
        const PieceTable table(tree, Layout::v1, Profile::smallest);
        CodingPlan plan = plan_for(table, std::vector<bool>(table.size(), true), false);
        REQUIRE(plan.text);
        const std::uint64_t before = written_size(table, plan);
        std::size_t characters = 0;
        plan.text->for_each_length([&](char32_t, unsigned) { ++characters; });
        refine_code(table, plan, false);
        CHECK(written_size(table, plan) <= before);
        double sum = 0;
        plan.text->for_each_length([&](char32_t, unsigned bits) {
            sum += 1.0 / static_cast<double>(std::uint64_t{1} << bits);
            --characters;
        });
        CHECK(sum == 1.0);
        CHECK(characters == 0);
    }
}

TEST_CASE("without a code there is nothing to refine") {
    const Bytes tree = test::encoded_tree(Array{"ab", 1});
    const PieceTable table(tree, Layout::v1, Profile::smallest);
    CodingPlan plan = plan_for(table, {false}, false);
    refine_code(table, plan, false);
    CHECK_FALSE(plan.text);
}

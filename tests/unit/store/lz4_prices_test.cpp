// SPDX-License-Identifier: MIT
#include "store/lz4_prices.hpp"

#include <numeric>
#include <string>

#include <doctest/doctest.h>

#include "compress/lz4_block.hpp"
#include "support/hex.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using detail::PieceTable;

namespace {

std::vector<float> prices_of(const PieceTable& table) {
    const Bytes block = detail::pack_lz4(table.tree(), detail::Lz4Level::optimal);
    return lz4_prices(table, raw_extents(table), block);
}

}  // namespace

TEST_CASE("literals cost themselves") {
    const Bytes tree = test::encoded_tree(Array{"quick mouse", "brown fox", "lazy dog"});
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    CHECK(prices_of(table) == std::vector<float>{12, 10, 9});
}

TEST_CASE("what is found again costs its finder little, and is credited to its source") {
    // The second text repeats the first except at its ends; the third repeats nothing.
    const Bytes tree =
        test::encoded_tree(Array{"0123456789abcdefghijklmnopqrstuvwxyz",
                                 "#0123456789abcdefghijklmnopqrstuvwxyz!?", "JKLMNOPQRSTUVWXYZ"});
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    const auto prices = prices_of(table);
    // 37 bytes of literals, minus a match of 36 that costs its own overhead.
    CHECK(prices[0] < 8);
    CHECK(prices[0] > 0);
    CHECK(prices[1] < 10);
    CHECK(prices[2] == 18);
}

TEST_CASE("a text that comes again is not credited for that: coded, it would come again, too") {
    const std::string text = "0123456789abcdefghijklmnopqrstuvwxyz";
    const Bytes tree = test::encoded_tree(Array{text, text, "JKLMNOPQRSTUVWXYZ"});
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    const auto prices = prices_of(table);
    CHECK(prices[0] > 37);
    CHECK(prices[0] < 42);
}

TEST_CASE("with nothing found among pieces, all prices make up the block but for what is between") {
    Array array;
    for (char c = 'a'; c <= 'z'; ++c)
        array.push_back(std::string(3, c));
    const Bytes tree = test::encoded_tree(std::move(array));
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    const auto prices = prices_of(table);
    const float sum = std::accumulate(prices.begin(), prices.end(), 0.0F);
    CHECK(sum > 0);
    CHECK(sum <= static_cast<float>(tree.size()));
}

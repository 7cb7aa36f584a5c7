// SPDX-License-Identifier: MIT
#include "store/piece_table.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/hex.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using detail::PieceTable;

TEST_CASE("equal pieces are one, in the order in which they occur first") {
    const Bytes tree = test::encoded_tree(
        Map{{"ab", "cd"}, {"cd", Array{"ab", "ab", "x", ""}}, {"e", test::from_hex("6162")}});
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    REQUIRE(table.size() == 3);
    // Text of one byte or none is not included, and bytes differ from text with the same content.
    CHECK(table.piece(0).text() == "ab");
    CHECK(table.piece(1).text() == "cd");
    CHECK(table.piece(2).type == Type::binary);
    CHECK(table.count(0) == 3);
    CHECK(table.count(1) == 2);
    CHECK(table.count(2) == 1);
    const std::vector<std::uint32_t> expected{0, 1, 1, 0, 0, 2};
    CHECK(std::ranges::equal(table.occurrences(), expected));
}

TEST_CASE("pieces know where they stand in the tree") {
    const Bytes tree = test::encoded_tree(Array{1, "first", "second"});
    const PieceTable table(tree, Layout::v2, Profile::balanced);
    CHECK(table.piece(0).tag == 3);
    CHECK(table.piece(0).end == 10);
    CHECK(table.piece(1).tag == 10);
    CHECK(table.piece(1).end == tree.size());
}

TEST_CASE("binary values that can be packed are, as the layout allows") {
    const Bytes run = test::repeat("a", 100);
    const Bytes text = test::repeat("the quick brown mouse ", 594);
    const Bytes tree = test::encoded_tree(Array{run, text, test::from_hex("0102"), "text"});
    const PieceTable v1(tree, Layout::v1, Profile::smallest);
    const PieceTable v2(tree, Layout::v2, Profile::smallest);
    REQUIRE(v1.size() == 4);
    REQUIRE(v1.packed(0) != nullptr);
    CHECK(v1.packed(0)->compression == Compression::run_length);
    CHECK(v1.packed(1) == nullptr);
    REQUIRE(v2.packed(1) != nullptr);
    CHECK(v2.packed(1)->compression == Compression::lz4);
    for (const PieceTable* table : {&v1, &v2}) {
        CHECK(table->packed(2) == nullptr);
        CHECK(table->packed(3) == nullptr);
    }
}

TEST_CASE("many distinct pieces are told apart") {
    Array array;
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 5000; ++i)
            array.push_back("text " + std::to_string(i));
    }
    const Bytes tree = test::encoded_tree(std::move(array));
    const PieceTable table(tree, Layout::v2, Profile::balanced);
    REQUIRE(table.size() == 5000);
    for (std::size_t i = 0; i < table.size(); ++i) {
        CHECK(table.count(i) == 2);
        CHECK(table.piece(i).text() == "text " + std::to_string(i));
    }
}

// SPDX-License-Identifier: MIT
#include "compress/huffman_tree.hpp"

#include <string>

#include <doctest/doctest.h>

#include <souris/utf8.hpp>

#include "support/hex.hpp"

using namespace souris;
using detail::HuffmanTree;
using test::from_hex;

namespace {

Result<HuffmanTree, ErrorCode> read(Cursor& cursor, Alphabet alphabet) {
    Budget memory(std::uint64_t{1} << 30U);
    return HuffmanTree::read(cursor, alphabet, memory, nullptr);
}

}  // namespace

TEST_CASE("a tree is read depth first, left before right") {
    const Bytes input = from_hex("00 00 62 63 61");
    Cursor cursor(input);
    const auto tree = read(cursor, Alphabet::characters);
    REQUIRE(tree);
    CHECK(cursor.at_end());
    CHECK(tree->leaf_count() == 3);
    CHECK_FALSE(tree->is_leaf(0));
    const HuffmanTree::Node left = HuffmanTree::left(0);
    CHECK_FALSE(tree->is_leaf(left));
    CHECK(tree->symbol(HuffmanTree::left(left)) == U'a');
    CHECK(tree->symbol(tree->right(left)) == U'b');
    CHECK(tree->symbol(tree->right(0)) == U'`');
}

TEST_CASE("one leaf is a tree, and what follows it is left alone") {
    const Bytes input = from_hex("01 FF 00");
    Cursor cursor(input);
    const auto tree = read(cursor, Alphabet::bytes);
    REQUIRE(tree);
    CHECK(cursor.offset() == 2);
    CHECK(tree->leaf_count() == 1);
    CHECK(tree->symbol(0) == 0xFF);
}

TEST_CASE("leaves outside the alphabet are refused where they stand") {
    struct Row {
        std::string input;
        Alphabet alphabet;
        ErrorCode error;
        std::size_t offset;
    };
    constexpr auto characters = Alphabet::characters;
    constexpr auto invalid = ErrorCode::invalid_text_table;
    for (const Row& row : {
             Row{"00 62 F1 01D8", characters, invalid, 2},    // U+D800
             Row{"00 62 F1 00E0", characters, invalid, 2},    // U+DFFF
             Row{"00 62 F2 010011", characters, invalid, 2},  // U+110000
             Row{"00 62 F0 00", characters, invalid, 2},      // U+0000 less 1
             Row{"F7 0000000001000000", characters, invalid, 0},
             Row{"F8 000000000000000001", characters, invalid, 0},
             Row{"00 62 F1 01", characters, ErrorCode::truncated, 2},
             Row{"", characters, ErrorCode::truncated, 0},
             Row{"00 62", characters, ErrorCode::truncated, 2},
             Row{"00 01 61 02 62", Alphabet::bytes, invalid, 3},
             Row{"00 01 61 01", Alphabet::bytes, ErrorCode::truncated, 3},
         }) {
        CAPTURE(row.input);
        const Bytes input = from_hex(row.input);
        Cursor cursor(input);
        CHECK(read(cursor, row.alphabet).error() == row.error);
        CHECK(cursor.offset() == row.offset);
    }
}

TEST_CASE("the last scalar value and longer forms of an Integer are leaves") {
    const Bytes input = from_hex("00 F2 000011 F3 62000000");
    Cursor cursor(input);
    const auto tree = read(cursor, Alphabet::characters);
    REQUIRE(tree);
    CHECK(tree->symbol(1) == 0x10FFFF);
    CHECK(tree->symbol(2) == U'a');
}

TEST_CASE("more leaves than the alphabet has are refused as soon as they are due") {
    struct Row {
        Alphabet alphabet;
        std::size_t most_leaves;
        std::string leaf;
    };
    for (const Row& row : {Row{Alphabet::bytes, 256, "01 61"},
                           Row{Alphabet::characters, scalar_value_count, "62"}}) {
        CAPTURE(row.most_leaves);
        Bytes input(row.most_leaves - 1, std::byte{0});
        const Bytes leaf = from_hex(row.leaf);
        for (std::size_t i = 0; i < row.most_leaves; ++i) {
            input.insert(input.end(), leaf.begin(), leaf.end());
        }
        Cursor cursor(input);
        const auto tree = read(cursor, row.alphabet);
        REQUIRE(tree);
        CHECK(tree->leaf_count() == row.most_leaves);
        CHECK(cursor.at_end());

        const Bytes endless(10'000'000, std::byte{0});
        Cursor deep(endless);
        CHECK(read(deep, row.alphabet).error() == ErrorCode::invalid_text_table);
        CHECK(deep.offset() == row.most_leaves - 1);
    }
}

TEST_CASE("nodes are charged before they are kept") {
    const Bytes endless(1'000'000, std::byte{0});
    Cursor cursor(endless);
    Budget memory(10'000);
    CHECK(HuffmanTree::read(cursor, Alphabet::characters, memory, nullptr).error() ==
          ErrorCode::limit_exceeded);
    CHECK(cursor.offset() < 10'000);
}

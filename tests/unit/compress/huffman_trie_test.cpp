// SPDX-License-Identifier: MIT
#include "compress/huffman_trie.hpp"

#include <string>

#include <doctest/doctest.h>

#include "compress/huffman_entry.hpp"
#include "support/hex.hpp"

using namespace souris;
using detail::HuffmanEntry;
using test::from_hex;

namespace {

constexpr std::uint64_t much_memory = std::uint64_t{1} << 40U;

std::optional<detail::HuffmanTrie> build(const Bytes& input,
                                         std::uint64_t memory_size = much_memory) {
    Cursor cursor(input);
    Budget memory(much_memory);
    const auto tree = detail::HuffmanTree::read(cursor, Alphabet::characters, memory, nullptr);
    REQUIRE(tree);
    Budget trie_memory(memory_size);
    return detail::build_huffman_trie(*tree, trie_memory);
}

/// A chain of branches, each with a leaf 'a' on the left or the right.
Bytes chain(std::size_t branches, bool goes_left) {
    Bytes input;
    const std::byte leaf{U'a' + 1};
    for (std::size_t i = 0; i < branches; ++i) {
        input.push_back(std::byte{0});
        if (!goes_left) input.push_back(leaf);
    }
    input.insert(input.end(), goes_left ? branches + 1 : 1, leaf);
    return input;
}

}  // namespace

TEST_CASE("an entry keeps a symbol, those after it, or a link") {
    const HuffmanEntry umlaut = HuffmanEntry::symbol(0xA4C3, 2, 7);
    CHECK_FALSE(umlaut.is_link());
    CHECK(umlaut.bytes() == 0xA4C3);
    CHECK(umlaut.byte_count() == 2);
    CHECK(umlaut.bit_count() == 7);

    const HuffmanEntry both = umlaut.followed_by(HuffmanEntry::symbol(0x80989FF0, 4, 4));
    CHECK(both.bytes() == 0x80989FF0A4C3);
    CHECK(both.byte_count() == 6);
    CHECK(both.bit_count() == 11);
    CHECK(both.first_byte_count() == 2);
    CHECK(both.first_bit_count() == 7);

    const HuffmanEntry link = HuffmanEntry::link(0xFFFFFFFF, 11);
    CHECK(link.is_link());
    CHECK(link.bit_count() == 0);
    CHECK(link.link_target() == 0xFFFFFFFF);
    CHECK(link.link_width() == 11);
}

TEST_CASE("the first table holds as many symbols as its width reveals") {
    // Left, 1, is 'a'; right, 0, is 'b'.
    const auto trie = build(from_hex("00 62 63"));
    REQUIRE(trie);
    REQUIRE(trie->root_width == 5);
    REQUIRE(trie->entries.size() == 32);
    for (std::size_t i = 0; i < 32; ++i) {
        const HuffmanEntry entry(trie->entries[i]);
        CHECK(entry.bit_count() == 5);
        CHECK(entry.byte_count() == 5);
        CHECK(entry.first_bit_count() == 1);
        for (unsigned bit = 0; bit < 5; ++bit) {
            const auto expected = (i >> bit & 1U) != 0 ? 'a' : 'b';
            CHECK((entry.bytes() >> 8 * bit & 0xFFU) == static_cast<unsigned>(expected));
        }
    }
}

TEST_CASE("tables are linear in the tree, however lopsided") {
    for (const bool goes_left : {true, false}) {
        for (const std::size_t branches : {std::size_t{300}, std::size_t{100'000}}) {
            CAPTURE(branches);
            const auto trie = build(chain(branches, goes_left));
            REQUIRE(trie);
            CHECK(trie->entries.size() <= 4 * branches + 2048);
        }
    }
}

TEST_CASE("a table is made only if there is memory for it") {
    CHECK_FALSE(build(chain(300, true), 100));
    // Only the first table fits into the limit.
    CHECK_FALSE(build(chain(300, true), 4096));
    CHECK(build(chain(300, true), 40'000));
}

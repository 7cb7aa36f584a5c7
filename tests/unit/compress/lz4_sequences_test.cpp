// SPDX-License-Identifier: MIT
#include "compress/lz4_sequences.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "compress/lz4_block.hpp"
#include "support/hex.hpp"

using namespace souris;
using detail::Lz4Sequence;
using detail::Lz4SequenceReader;
using test::from_hex;
using test::repeat;

namespace {

std::vector<Lz4Sequence> sequences_of(std::span<const std::byte> block) {
    std::vector<Lz4Sequence> sequences;
    Lz4SequenceReader reader(block);
    while (const auto sequence = reader.next())
        sequences.push_back(*sequence);
    return sequences;
}

}  // namespace

TEST_CASE("sequences of blocks written by hand") {
    CHECK(sequences_of({}).empty());

    const Bytes literals = from_hex("50 68656C6C6F");
    const auto alone = sequences_of(literals);
    REQUIRE(alone.size() == 1);
    CHECK(alone[0].literals.size() == 5);
    CHECK(alone[0].match_length == 0);
    CHECK(alone[0].overhead == 1);

    // "ab", a match of 8 bytes at distance 2, then "xyxyx".
    const Bytes match = from_hex("24 6162 0200 50 7879787978");
    const auto two = sequences_of(match);
    REQUIRE(two.size() == 2);
    CHECK(two[0].literals.size() == 2);
    CHECK(two[0].match_length == 8);
    CHECK(two[0].offset == 2);
    CHECK(two[0].overhead == 3);
    CHECK(two[1].literals.size() == 5);

    // Extended lengths: 15 + 255 + 1 literals, a match of 4 + 15 + 255 + 255 + 0 bytes.
    Bytes longer = from_hex("FF FF01");
    longer.resize(longer.size() + 271);
    const Bytes rest = from_hex("0100 FFFF00 10 00");
    longer.insert(longer.end(), rest.begin(), rest.end());
    const auto extended = sequences_of(longer);
    REQUIRE(extended.size() == 2);
    CHECK(extended[0].literals.size() == 271);
    CHECK(extended[0].match_length == 529);
    CHECK(extended[0].offset == 1);
    CHECK(extended[0].overhead == 1 + 2 + 2 + 3);
}

TEST_CASE("the sequences of a block account for every byte on either side") {
    for (const Bytes& bytes : {repeat("x", 1), repeat("abcdefgh", 5000),
                               repeat("the quick brown mouse ", 594), repeat("aab", 70'000)}) {
        const Bytes block = detail::pack_lz4(bytes, detail::Lz4Level::optimal);
        std::size_t packed = 0;
        std::uint64_t unpacked = 0;
        for (const Lz4Sequence& sequence : sequences_of(block)) {
            packed += sequence.literals.size() + sequence.overhead;
            unpacked += sequence.literals.size();
            if (sequence.match_length != 0) CHECK(sequence.offset <= unpacked);
            unpacked += sequence.match_length;
        }
        CHECK(packed == block.size());
        CHECK(unpacked == bytes.size());
    }
}

TEST_CASE("a block that is cut is read up to its end") {
    // "ab", a match of 19 + 255 + 1 bytes, then "xyxyx".
    const Bytes whole = from_hex("2F 6162 0200 FF01 50 7879787978");
    struct Row {
        std::size_t size;
        std::size_t sequences;
        std::size_t last_literals;
    };
    for (const Row& row :
         {Row{0, 0, 0}, Row{1, 1, 0}, Row{2, 1, 1}, Row{3, 1, 2}, Row{4, 1, 2}, Row{5, 1, 2},
          Row{6, 1, 2}, Row{7, 1, 2}, Row{8, 2, 0}, Row{9, 2, 1}, Row{12, 2, 4}, Row{13, 2, 5}}) {
        CAPTURE(row.size);
        const auto found = sequences_of(std::span(whole).first(row.size));
        REQUIRE(found.size() == row.sequences);
        if (found.empty()) continue;
        CHECK(found.back().literals.size() == row.last_literals);
        const bool has_match = row.size == 7;
        CHECK(found.back().match_length == (has_match ? 275 : 0));
        CHECK(found.back().offset == (has_match ? 2 : 0));
    }
    // Within the length of the literals.
    CHECK(sequences_of(from_hex("F0")).empty());
    CHECK(sequences_of(from_hex("F0 FF")).empty());
}

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
    CHECK(alone[0].literal_count == 5);
    CHECK(alone[0].match_length == 0);
    CHECK(alone[0].overhead == 1);

    // "ab", a match of 8 bytes at distance 2, then "xyxyx".
    const Bytes match = from_hex("24 6162 0200 50 7879787978");
    const auto two = sequences_of(match);
    REQUIRE(two.size() == 2);
    CHECK(two[0].literal_count == 2);
    CHECK(two[0].match_length == 8);
    CHECK(two[0].offset == 2);
    CHECK(two[0].overhead == 3);
    CHECK(two[1].literal_count == 5);

    // Extended lengths: 15 + 255 + 1 literals, a match of 4 + 15 + 255 + 255 + 0 bytes.
    Bytes longer = from_hex("FF FF01");
    longer.resize(longer.size() + 271);
    const Bytes rest = from_hex("0100 FFFF00 10 00");
    longer.insert(longer.end(), rest.begin(), rest.end());
    const auto extended = sequences_of(longer);
    REQUIRE(extended.size() == 2);
    CHECK(extended[0].literal_count == 271);
    CHECK(extended[0].match_length == 529);
    CHECK(extended[0].offset == 1);
    CHECK(extended[0].overhead == 1 + 2 + 2 + 3);
}

TEST_CASE("the sequences of a block account for every byte on either side") {
    for (const Bytes& bytes : {repeat("x", 1), repeat("abcdefgh", 5000),
                               repeat("the quick brown mouse ", 594), repeat("aab", 70'000)}) {
        const Bytes block = detail::pack_lz4(bytes, detail::Lz4Level::optimal);
        std::size_t packed = 0;
        std::size_t unpacked = 0;
        for (const Lz4Sequence& sequence : sequences_of(block)) {
            packed += sequence.literal_count + sequence.overhead;
            unpacked += sequence.literal_count;
            if (sequence.match_length != 0) CHECK(sequence.offset <= unpacked);
            unpacked += sequence.match_length;
        }
        CHECK(packed == block.size());
        CHECK(unpacked == bytes.size());
    }
}

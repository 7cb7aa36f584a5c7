// SPDX-License-Identifier: MIT
#include "compress/choose_block.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <souris/bit_string.hpp>

#include "support/hex.hpp"
#include "unit/compress/blocks.hpp"

using namespace souris;
using test::from_hex;
using test::read_any_block;
using test::repeat;

namespace {

Bytes counting(std::size_t size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::byte>(i);
    return bytes;
}

}  // namespace

TEST_CASE("the shortest packing is chosen, the lowest id among equals") {
    struct Row {
        Bytes bytes;
        Compression v1;
        Compression v2;
    };
    using enum Compression;
    Bytes skewed = counting(256);
    for (std::size_t i = 0; i < 2000; ++i)
        skewed.push_back(static_cast<std::byte>(i * i % 7));
    for (const Row& row : {
             Row{{}, stored, stored},
             Row{repeat("a", 1), stored, stored},
             Row{repeat("a", 2), stored, stored},
             Row{repeat("a", 3), run_length, run_length},
             Row{repeat("a", 255), run_length, run_length},
             Row{repeat("a", 256), run_length, run_length},
             Row{repeat("a", 511), run_length, huffman},
             Row{counting(256), stored, stored},
             Row{repeat("ab", 1000), stored, lz4},
             Row{repeat("the quick brown mouse ", 594), stored, lz4},
         }) {
        CAPTURE(row.bytes.size());
        CHECK(choose_block(row.bytes, Layout::v1).compression == row.v1);
        const BlockChoice choice = choose_block(row.bytes, Layout::v2);
        CHECK(choice.compression == row.v2);
        CHECK(choice.packed.empty() == (row.v2 != lz4));
        Sink sink;
        write_block(sink, choice, Layout::v2, row.bytes);
        CHECK(sink.size() == choice.size);
        Cursor cursor(sink.view());
        const auto back =
            read_any_block(cursor, static_cast<std::uint8_t>(choice.compression), Layout::v2);
        REQUIRE(back);
        CHECK(std::ranges::equal(back->bytes(), row.bytes));
    }
}

TEST_CASE("a profile tries no more than it says") {
    using enum Compression;
    const Bytes text = repeat("the quick brown mouse ", 594);
    const Bytes run = repeat("a", 255);
    struct Row {
        Profile profile;
        Layout layout;
        Compression text;
        Compression run;
    };
    for (const Row& row : {
             Row{Profile::stored, Layout::v1, stored, stored},
             Row{Profile::stored, Layout::v2, stored, stored},
             Row{Profile::fast, Layout::v1, stored, run_length},
             Row{Profile::fast, Layout::v2, lz4, lz4},
             Row{Profile::balanced, Layout::v2, lz4, run_length},
             Row{Profile::smallest, Layout::v1, stored, run_length},
             Row{Profile::smallest, Layout::v2, lz4, run_length},
         }) {
        CAPTURE(name_of(row.profile));
        CHECK(choose_block(text, row.layout, row.profile).compression == row.text);
        CHECK(choose_block(run, row.layout, row.profile).compression == row.run);
    }
}

TEST_CASE("Brotli is chosen only on demand, in v2, where it is shorter") {
    const Bytes text = from_hex(
        "496E666F726D6174696F6E2061626F75742077686963682070656F706C65206861766520736F6D6574696D6573"
        "2074686F756768742E");
    for (const Profile profile : {Profile::balanced, Profile::smallest}) {
        CAPTURE(name_of(profile));
        CHECK(choose_block(text, Layout::v2, profile).compression == Compression::stored);
        CHECK(choose_block(text, Layout::v1, profile, true).compression == Compression::stored);
        const BlockChoice choice = choose_block(text, Layout::v2, profile, true);
        CHECK(choice.compression == Compression::brotli);
        Sink sink;
        write_block(sink, choice, Layout::v2, text);
        CHECK(sink.size() == choice.size);
        Cursor cursor(sink.view());
        const auto back = read_any_block(cursor, 4, Layout::v2);
        REQUIRE(back);
        CHECK(std::ranges::equal(back->bytes(), text));
    }
    CHECK(choose_block(from_hex("0102"), Layout::v2, Profile::smallest, true).compression ==
          Compression::stored);
}

TEST_CASE("zstd is chosen only on demand, in v2, by the quickest profile that packs") {
    const Bytes varied = [&] {
        Bytes bytes;
        for (int i = 0; i < 200; ++i) {
            const std::string line = "mouse " + std::to_string(i * i) + " ate cheese\n";
            const auto more = as_byte_span(line);
            bytes.insert(bytes.end(), more.begin(), more.end());
        }
        return bytes;
    }();
    CHECK(choose_block(varied, Layout::v2, Profile::fast).compression == Compression::lz4);
    CHECK(choose_block(varied, Layout::v1, Profile::fast, true).compression == Compression::stored);
    CHECK(choose_block(varied, Layout::v2, Profile::stored, true).compression ==
          Compression::stored);
    const BlockChoice choice = choose_block(varied, Layout::v2, Profile::fast, true);
    CHECK(choice.compression == Compression::zstd);
    Sink sink;
    write_block(sink, choice, Layout::v2, varied);
    CHECK(sink.size() == choice.size);
    Cursor cursor(sink.view());
    const auto back = read_any_block(cursor, 5, Layout::v2);
    REQUIRE(back);
    CHECK(std::ranges::equal(back->bytes(), varied));
    // Short text, for which the frame's own bytes are too many.
    CHECK(choose_block(from_hex("0102"), Layout::v2, Profile::fast, true).compression ==
          Compression::stored);
}

TEST_CASE("no Huffman block is chosen whose bits sourisdb would miscount") {
    // Eight symbols at random: 3 bits each, and no matches for LZ4.
    std::uint32_t state = 1;
    const auto noise = [&](std::size_t size) {
        Bytes bytes(size);
        for (std::byte& byte : bytes) {
            state = state * 1664525 + 1013904223;
            byte = static_cast<std::byte>(state >> 29U);
        }
        return bytes;
    };
    // 3 bits per byte. The byte count of 8 k + 3 bits is right up to 2^25, that of 8 k + 1 bits is
    // not.
    struct Row {
        std::size_t size;
        bool is_right;
    };
    for (const Row& row :
         {Row{5592405, true}, Row{5592406, true}, Row{5592411, false}, Row{5592412, true}}) {
        CAPTURE(row.size);
        const Bytes bytes = noise(row.size);
        CHECK(is_portable_bit_count(3 * std::uint64_t{row.size}) == row.is_right);
        const bool is_huffman = choose_block(bytes, Layout::v2).compression == Compression::huffman;
        CHECK(is_huffman == row.is_right);
    }
}

TEST_CASE("LZ4 can be told another level than the profile's") {
    const Bytes text = repeat("the quick brown mouse ", 594);
    for (const detail::Lz4Level level :
         {detail::Lz4Level::fast, detail::Lz4Level::quick_search, detail::Lz4Level::long_search}) {
        const BlockChoice choice =
            detail::choose_block(text, Layout::v2, Profile::smallest, false, level);
        CHECK(choice.compression == Compression::lz4);
        CHECK(choice.packed == detail::pack_lz4(text, level));
    }
}

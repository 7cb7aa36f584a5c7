// SPDX-License-Identifier: MIT
#include "compress/salvage_block.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <doctest/doctest.h>

#include <souris/block.hpp>

#include "support/hex.hpp"
#include "support/random.hpp"

using namespace souris;
using test::from_hex;
using test::to_hex;

namespace {

constexpr std::array compressions{Compression::stored,  Compression::run_length, Compression::lz4,
                                  Compression::huffman, Compression::brotli,     Compression::zstd};

/// Words in random order, and a run.
Bytes sample() {
    constexpr std::array<std::string_view, 4> words{"mouse ", "cheese ", "cat ", "hole "};
    Bytes bytes;
    test::Random random(1);
    for (int i = 0; i < 300; ++i)
        std::ranges::copy(as_byte_span(words[random.below(words.size())]),
                          std::back_inserter(bytes));
    bytes.insert(bytes.end(), 300, std::byte{'.'});
    return bytes;
}

Bytes block_of(Compression compression, std::span<const std::byte> content) {
    Sink sink;
    write_block(sink, compression, Layout::v2, content);
    return sink.take();
}

Bytes salvage(std::span<const std::byte> block, Compression compression,
              const Limits& limits = {}) {
    Budget memory(limits.max_memory);
    return detail::salvage_block(Cursor(block), compression, limits, memory);
}

bool begins_with(std::span<const std::byte> whole, std::span<const std::byte> beginning) {
    return beginning.size() <= whole.size() &&
           std::ranges::equal(whole.first(beginning.size()), beginning);
}

}  // namespace

TEST_CASE("of a block that is cut, the beginning of its content") {
    const Bytes content = sample();
    for (const Compression compression : compressions) {
        CAPTURE(compression);
        const Bytes block = block_of(compression, content);
        std::size_t before = 0;
        for (std::size_t size = 0; size <= block.size(); ++size) {
            const Bytes found = salvage(std::span(block).first(size), compression);
            REQUIRE(begins_with(content, found));
            REQUIRE(found.size() >= before);
            before = found.size();
            // Pairs and codes decode one by one; the longest match is the run at the end. A block
            // of zstd is there as a whole or not at all.
            if (size == block.size() / 2 && compression != Compression::zstd) {
                CHECK(found.size() > content.size() / 6);
            }
        }
        CHECK(before == content.size());
    }
}

TEST_CASE("of a block that is wrong, what comes before") {
    struct Row {
        Compression compression;
        const char* block;
        const char* content;
    };
    for (const Row& row : {
             Row{Compression::stored, "05 616263", "616263"},
             {Compression::stored, "F105", ""},
             {Compression::stored, "", ""},
             // An odd size, and a run without its byte.
             {Compression::run_length, "05 0361 0262 01", "6161616262"},
             {Compression::run_length, "FF", ""},
             // Cut in a length, in a match's offset, in literals, and before anything.
             {Compression::lz4, "F1E803 10 2F6162 0200 FF", "6162"},
             {Compression::lz4, "F1E803 10 2F6162 02", "6162"},
             {Compression::lz4, "F1E803 10 2F61", "61"},
             {Compression::lz4, "F1E803 10 F0", ""},
             {Compression::lz4, "F1E803 10", ""},
             {Compression::lz4, "F1E803", ""},
             // A match before the beginning, or with distance 0.
             {Compression::lz4, "F1E803 10 206162 0300 00", "6162"},
             {Compression::lz4, "F1E803 10 206162 0000 00", "6162"},
             // More bytes than declared.
             {Compression::lz4, "05 10 2F6162 0200 FF00 00", "6162616261"},
             {Compression::lz4, "01 10 206162 0200", "61"},
             // No form byte, an empty block, a run, and codes without a tree, with a single leaf,
             // without bits.
             {Compression::huffman, "", ""},
             {Compression::huffman, "00", ""},
             {Compression::huffman, "01 03 61", ""},
             {Compression::huffman, "02 00", ""},
             {Compression::huffman, "02 0161 08 00", ""},
             {Compression::huffman, "02 00 0161 0162", ""},
             {Compression::huffman, "02 00 0161 0162 0A 02", "6261626262626262"},
             {Compression::brotli, "03 07 0B018061626303", "616263"},
             {Compression::brotli, "02 07 0B018061626303", "6162"},
             {Compression::brotli, "03 07 FF", ""},
             // Whole, less than that declared, a header that is wrong or cut, a part of a raw
             // block, a run and a block of a reserved type, a wrong checksum.
             {Compression::zstd, "03 0C 28B52FFD2003190000616263", "616263"},
             {Compression::zstd, "02 0C 28B52FFD2003190000616263", "6162"},
             {Compression::zstd, "03 0C 28B52FFD2103190000616263", ""},
             {Compression::zstd, "03 0C 28B52FFD", ""},
             {Compression::zstd, "03 0C 28B52FFD20031900006162", "6162"},
             {Compression::zstd, "05 0F 28B52FFD00001A000061 07000062", "616161"},
             {Compression::zstd, "04 10 28B52FFD0400190000616263 00000000", "616263"},
         }) {
        CAPTURE(row.block);
        CHECK(to_hex(salvage(from_hex(row.block), row.compression)) ==
              to_hex(from_hex(row.content)));
    }
    CHECK(salvage(from_hex("03 616263"), static_cast<Compression>(77)).empty());
}

TEST_CASE("never more than limits allow") {
    const Bytes content = sample();
    for (const Compression compression : compressions) {
        CAPTURE(compression);
        const Bytes block = block_of(compression, content);
        Limits limits;
        limits.max_output = 100;
        const Bytes found = salvage(block, compression, limits);
        CHECK(found.size() == 100);
        CHECK(begins_with(content, found));
        limits = {};
        limits.max_memory = 10;
        CHECK(salvage(block, compression, limits).size() <= 10);
    }
}

TEST_CASE("whatever is wrong, it ends within what was stated") {
    const Bytes content = sample();
    test::Random random(2);
    for (const Compression compression : compressions) {
        CAPTURE(compression);
        const Bytes block = block_of(compression, content);
        for (int i = 0; i < 500; ++i) {
            Bytes damaged = block;
            damaged[random.below(damaged.size())] ^= static_cast<std::byte>(random.below(255) + 1);
            Limits limits;
            limits.max_output = 1 << 16;
            REQUIRE(salvage(damaged, compression, limits).size() <= limits.max_output);
        }
    }
}

// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/block.hpp>

#include "support/hex.hpp"
#include "unit/compress/blocks.hpp"

using namespace souris;
using test::from_hex;
using test::read_any_block;
using test::repeat;

namespace {

struct Sample {
    std::uint8_t id;
    Layout layout;
    const char* block;
};

/// One small block of each form.
const std::vector<Sample> samples{
    {0, Layout::v1, "03 616263"},
    {0, Layout::v2, "03 616263"},
    {1, Layout::v1, "02 FF37 0137"},
    {1, Layout::v2, "04 FF37 0137"},
    {2, Layout::v2, "F1E803 10 2F61620200FFFFFFD060616261626162"},
    {3, Layout::v2, "01 F1FF01 00"},
    {3, Layout::v2, "02 00 0161 00 0162 0163 07 4D"},
    {4, Layout::v2, "03 07 0B018061626303"},
    {5, Layout::v2, "03 0C 28B52FFD2003190000616263"},
};

}  // namespace

TEST_CASE("which ids a layout has") {
    struct Row {
        int id;
        ErrorCode v1;
        ErrorCode v2;
    };
    // An empty block of every kind but zstd's; Brotli's also has a second length and a stream.
    const Bytes empty = from_hex("00 01 06");
    const Bytes empty_frame = from_hex("00 09 28B52FFD0000010000");
    for (const Row& row :
         {Row{0, ErrorCode::none, ErrorCode::none}, Row{1, ErrorCode::none, ErrorCode::none},
          Row{2, ErrorCode::unknown_compression, ErrorCode::none},
          Row{3, ErrorCode::unknown_compression, ErrorCode::none},
          Row{4, ErrorCode::unknown_compression, ErrorCode::none},
          Row{5, ErrorCode::unknown_compression, ErrorCode::none},
          Row{7, ErrorCode::unknown_compression, ErrorCode::unknown_compression},
          Row{127, ErrorCode::unknown_compression, ErrorCode::unknown_compression}}) {
        CAPTURE(row.id);
        for (const Layout layout : {Layout::v1, Layout::v2}) {
            Cursor cursor(row.id == 5 ? empty_frame : empty);
            const auto block = read_any_block(cursor, static_cast<std::uint8_t>(row.id), layout);
            const ErrorCode error = layout == Layout::v1 ? row.v1 : row.v2;
            if (error == ErrorCode::none) {
                REQUIRE(block);
                CHECK(block->bytes().empty());
            } else {
                CHECK(block.error() == error);
            }
        }
    }
}

TEST_CASE("a stored block is a view of the input until it is taken") {
    const Bytes input = from_hex("03 616263 FF");
    Cursor cursor(input);
    auto block = read_any_block(cursor, 0, Layout::v2);
    REQUIRE(block);
    CHECK(cursor.offset() == 4);
    CHECK(block->bytes().data() == input.data() + 1);
    CHECK(std::move(*block).take() == from_hex("616263"));

    Limits limits;
    limits.max_output = 2;
    cursor.seek(0);
    CHECK(read_any_block(cursor, 0, Layout::v2, limits).error() == BlockError(Limit::output));
    CHECK(cursor.offset() == 0);
}

TEST_CASE("an unpacked block has memory of its own") {
    const Bytes input = from_hex("02 0361");
    Cursor cursor(input);
    auto block = read_any_block(cursor, 1, Layout::v2);
    REQUIRE(block);
    UnpackedBlock moved = std::move(*block);
    CHECK(std::ranges::equal(moved.bytes(), from_hex("616161")));
    CHECK(std::move(moved).take() == from_hex("616161"));
}

TEST_CASE("every prefix of a block is truncated, and the cursor stays") {
    for (const Sample& sample : samples) {
        CAPTURE(sample.block);
        const Bytes block = from_hex(sample.block);
        Cursor whole(block);
        CHECK(read_any_block(whole, sample.id, sample.layout));
        CHECK(whole.at_end());
        for (std::size_t size = 0; size < block.size(); ++size) {
            CAPTURE(size);
            Cursor cursor{std::span(block).first(size)};
            CHECK(read_any_block(cursor, sample.id, sample.layout).error() == ErrorCode::truncated);
            CHECK(cursor.offset() == 0);
        }
    }
}

TEST_CASE("a flipped bit never leads beyond the limits") {
    Limits limits;
    limits.max_output = 2000;
    for (const Sample& sample : samples) {
        const Bytes block = from_hex(sample.block);
        for (std::size_t bit = 0; bit < 8 * block.size(); ++bit) {
            CAPTURE(sample.block);
            CAPTURE(bit);
            Bytes flipped = block;
            flipped[bit / 8] ^= static_cast<std::byte>(1U << bit % 8);
            Cursor cursor(flipped);
            Budget memory(100'000);
            const auto result = read_block(cursor, sample.id, sample.layout, limits, memory);
            if (result) {
                CHECK(result->bytes().size() <= limits.max_output);
            } else {
                CHECK(cursor.offset() == 0);
                CHECK(result.error().code != ErrorCode::internal_error);
            }
        }
    }
}

TEST_CASE("every packing that a layout has is written on demand") {
    const Bytes bytes = repeat("aaab", 1000);
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        for (const Compression compression :
             {Compression::stored, Compression::run_length, Compression::lz4, Compression::huffman,
              Compression::brotli, Compression::zstd}) {
            if (!is_known(compression, layout)) continue;
            CAPTURE(name_of(compression).data());
            Sink sink;
            write_block(sink, compression, layout, bytes);
            Cursor cursor(sink.view());
            const auto back =
                read_any_block(cursor, static_cast<std::uint8_t>(compression), layout);
            REQUIRE(back);
            CHECK(cursor.at_end());
            CHECK(std::ranges::equal(back->bytes(), bytes));
        }
    }
}

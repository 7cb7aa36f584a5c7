// SPDX-License-Identifier: MIT
#include "columns/block_layout.hpp"

#include <cstddef>
#include <string_view>

#include <doctest/doctest.h>

#include "support/hex.hpp"

using namespace souris;
using namespace souris::detail::columns;
using test::from_hex;

TEST_CASE("what stands before the heads") {
    const Bytes bytes = from_hex("39 07 05 AABB");
    Cursor cursor(bytes);
    CHECK(read_block_head(cursor, 1).error().code == ErrorCode::truncated);
    const Bytes whole = from_hex("39 07 02 AABB 0102");
    cursor = Cursor(whole);
    const auto head = read_block_head(cursor, 1);
    REQUIRE(head);
    CHECK(head->has(directory_flag));
    CHECK_FALSE(head->has(texts_apart_flag));
    CHECK(head->value_count == 7);
    CHECK(test::to_hex(head->directory) == test::to_hex(from_hex("AABB")));
    CHECK(cursor.remaining() == 2);
    const Bytes plain = from_hex("10");
    cursor = Cursor(plain);
    CHECK(read_block_head(cursor, 1)->value_count == 1);
}

TEST_CASE("a piece that is skipped is the one that is read") {
    // Stored, LZ4, zstd, each with bytes behind it.
    for (const std::string_view hex :
         {"00 03 616263 FFFF", "02 00 FFFF", "05 03 0C 28B52FFD2003190000616263 FFFF"}) {
        CAPTURE(hex);
        const Bytes bytes = from_hex(hex);
        Cursor read(bytes);
        Budget memory(1 << 20U);
        REQUIRE(read_piece(read, Limits(), memory));
        Cursor skipped(bytes);
        const auto piece = skip_piece(skipped);
        REQUIRE(piece);
        CHECK(skipped.offset() == read.offset());
        CHECK(piece->size() == skipped.offset());
        // Cut off.
        for (std::size_t size = 0; size < piece->size(); ++size) {
            Cursor cut{std::span(bytes).first(size)};
            CHECK_FALSE(skip_piece(cut));
        }
    }
    for (const char* const hex : {"06 01 06 110001010000", "07 00"}) {
        const Bytes bytes = from_hex(hex);
        Cursor cursor(bytes);
        CHECK_FALSE(skip_piece(cursor));
    }
}

TEST_CASE("a range code has a size unless it is all there is") {
    const Bytes bytes = from_hex("02 03 AABBCC DD");
    BlockHead head;
    Cursor cursor(bytes);
    const auto rest = read_code_segment(cursor, head, 5, 100);
    REQUIRE(rest);
    CHECK(rest->text_size == 2);
    CHECK(rest->code.size() == 5);
    CHECK(rest->items == max_items_of_code(5) - 7);
    head.flags = several_segments_flag;
    cursor = Cursor(bytes);
    const auto sized = read_code_segment(cursor, head, 0, 100);
    REQUIRE(sized);
    CHECK(sized->code.size() == 3);
    // More text than values, heads beyond what a code may stand for.
    cursor = Cursor(bytes);
    CHECK(read_code_segment(cursor, head, 0, 0).error().code == ErrorCode::bad_block);
    cursor = Cursor(bytes);
    CHECK(read_code_segment(cursor, head, 1 << 20U, 100).error().code == ErrorCode::bad_block);
}

TEST_CASE("an early end within a block is a bad block") {
    CHECK(as_block_error(ErrorCode::truncated).code == ErrorCode::bad_block);
    CHECK(as_block_error(ErrorCode::length_exceeds_input).code == ErrorCode::bad_block);
    CHECK(as_block_error(ErrorCode::unknown_compression).code == ErrorCode::unknown_compression);
    CHECK(as_block_error(BlockError(Limit::memory)) == BlockError(Limit::memory));
}

// SPDX-License-Identifier: MIT
#include "compress/zstd_block.hpp"

#include <algorithm>
#include <new>
#include <string>

#include <doctest/doctest.h>
#include <zstd.h>

#include "compress/pack_zstd.hpp"
#include "compress/unpacked_size.hpp"
#include "support/hex.hpp"
#include "unit/compress/blocks.hpp"

using namespace souris;
using test::from_hex;
using test::noise;
using test::plenty;
using test::repeat;

namespace {

Result<Bytes, BlockError> read_zstd_alone(const Bytes& block, const Limits& limits = {},
                                          std::uint64_t memory_size = plenty) {
    Cursor cursor(block);
    Budget memory(memory_size);
    return test::unpacked_by(memory, [&](detail::BlockTarget& target) {
        return detail::read_zstd(target, cursor, limits, memory, nullptr);
    });
}

Bytes block_of(const Bytes& frame, std::uint64_t claimed_size) {
    Sink sink;
    detail::write_packed(sink, claimed_size, frame);
    return sink.take();
}

/// A frame of `count` runs of 128 KiB, all of them four bytes.
Bytes runs(std::size_t count) {
    Bytes frame = from_hex("28B52FFD0038");
    const Bytes run = from_hex("02001061");
    for (std::size_t i = 0; i < count; ++i)
        frame.insert(frame.end(), run.begin(), run.end());
    const Bytes end = from_hex("010000");
    frame.insert(frame.end(), end.begin(), end.end());
    return frame;
}

constexpr std::size_t run_size = std::size_t{128} * 1024;

}  // namespace

TEST_CASE("frames of RFC 8878 that were written by hand") {
    struct Row {
        std::string block;
        Bytes bytes;
    };
    for (const Row& row : {
             Row{"00 09 28B52FFD 00 00 010000", {}},
             Row{"00 09 28B52FFD 20 00 010000", {}},
             Row{"03 0C 28B52FFD 00 00 190000 616263", repeat("abc", 3)},
             Row{"03 0C 28B52FFD 20 03 190000 616263", repeat("abc", 3)},
             Row{"03 0A 28B52FFD 00 00 1B0000 61", repeat("a", 3)},
             Row{"03 10 28B52FFD 04 00 190000 616263 990977AD", repeat("abc", 3)},
         }) {
        CAPTURE(row.block);
        CHECK(read_zstd_alone(from_hex(row.block)) == row.bytes);
    }
}

TEST_CASE("what is packed by any profile unpacks") {
    for (const Profile profile :
         {Profile::stored, Profile::fast, Profile::balanced, Profile::smallest}) {
        CAPTURE(name_of(profile));
        for (const Bytes& bytes : {Bytes(), repeat("x", 1), repeat("abcdefgh", 5000),
                                   repeat("abcdefgh", 1'000'000), noise(70'000), noise(300'000)}) {
            const Bytes packed = detail::pack_zstd(bytes, profile);
            Sink sink;
            detail::write_packed(sink, bytes.size(), packed);
            CHECK(sink.size() == detail::packed_block_size(bytes.size(), packed.size()));
            CHECK(read_zstd_alone(sink.take()) == bytes);
        }
    }
}

TEST_CASE("forged and broken blocks") {
    struct Row {
        std::string block;
        BlockError error;
    };
    Limits limits;
    limits.max_output = 5000;
    for (const Row& row : {
             Row{"", ErrorCode::truncated},
             Row{"03", ErrorCode::truncated},
             Row{"03 0C 28B52FFD2003190000", ErrorCode::truncated},
             Row{"03 FF FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", ErrorCode::length_exceeds_input},
             Row{"FF FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF 09 28B52FFD0000010000",
                 BlockError(Limit::output)},
             Row{"F1 8913 09 28B52FFD0000010000", BlockError(Limit::output)},
             Row{"F1 8813 09 28B52FFD0000010000", ErrorCode::size_mismatch},
             Row{"02 0C 28B52FFD0000190000616263", ErrorCode::size_mismatch},
             Row{"04 0C 28B52FFD0000190000616263", ErrorCode::size_mismatch},
             // The frame says three, too, or something else.
             Row{"02 0C 28B52FFD2003190000616263", ErrorCode::size_mismatch},
             Row{"04 0C 28B52FFD2003190000616263", ErrorCode::size_mismatch},
             Row{"03 0C 28B52FFD2004190000616263", ErrorCode::size_mismatch},
             Row{"04 0C 28B52FFD2004190000616263", ErrorCode::size_mismatch},
             Row{"03 00", ErrorCode::bad_block},
             Row{"03 0B 28B52FFD20031900006162", ErrorCode::bad_block},       // cut in a block
             Row{"03 0D 28B52FFD2003190000616263 00", ErrorCode::bad_block},  // a byte after it
             Row{"03 10 28B52FFD0400190000616263 990977AE", ErrorCode::bad_block},  // checksum
             // Compressed blocks of nothing: no literals, literals that repeat a missing table.
             Row{"03 0A 28B52FFD0000 0D0000 00", ErrorCode::bad_block},
             Row{"03 0D 28B52FFD0000 250000 03000000", ErrorCode::bad_block},
         }) {
        CAPTURE(row.block);
        CHECK(read_zstd_alone(from_hex(row.block), limits).error() == row.error);
    }
}

TEST_CASE("memory for the result and for the decoder is held against the budget") {
    const Bytes bytes = repeat("abcdefgh", 400'000);
    const Bytes block = block_of(detail::pack_zstd(bytes, Profile::balanced), bytes.size());
    for (const std::uint64_t memory : {0U, 1000U, 399'999U, 400'000U, 401'000U}) {
        CAPTURE(memory);
        CHECK(read_zstd_alone(block, {}, memory).error() == BlockError(Limit::memory));
    }
    const Bytes varied = noise(3000);
    const Bytes frame = block_of(detail::pack_zstd(varied, Profile::balanced), varied.size());
    const std::uint64_t enough =
        detail::allocation_size(varied.size()) + detail::allocation_size(detail::zstd_decoder_size);
    CHECK(read_zstd_alone(frame, {}, enough) == varied);
    CHECK(read_zstd_alone(frame, {}, enough - 1).error() == BlockError(Limit::memory));

    Cursor cursor(block);
    Budget memory(plenty);
    const auto unpacked = test::unpacked_by(memory, [&](detail::BlockTarget& target) {
        return detail::read_zstd(target, cursor, {}, memory, nullptr);
    });
    CHECK(unpacked == bytes);
    CHECK(memory.left() == plenty - detail::allocation_size(bytes.size()));
}

TEST_CASE("the decoder takes no more than what is charged for it") {
    ZSTD_DCtx* const decoder = ZSTD_createDCtx();
    REQUIRE(decoder != nullptr);
    CHECK(ZSTD_sizeof_DCtx(decoder) <= detail::zstd_decoder_size);
    ZSTD_freeDCtx(decoder);
}

TEST_CASE("a claimed size takes no memory before half of its bytes are there") {
    // Allocating the claimed size would fail under a limit on address space; here it would be slow.
    constexpr std::uint64_t claimed = std::uint64_t{1} << 30U;
    const Bytes one = detail::pack_zstd(repeat("a", 100), Profile::fast);
    CHECK(read_zstd_alone(block_of(one, claimed), {}, 2 * plenty).error() ==
          ErrorCode::size_mismatch);
    // Blocks that could yield as much: the first is damaged, or the frame ends.
    Bytes many = from_hex("28B52FFD0038");
    for (std::uint64_t i = 0; i < claimed / run_size; ++i) {
        const Bytes block = from_hex(i == 0 ? "0C0000 00" : "0C0000 01");
        many.insert(many.end(), block.begin(), block.end());
    }
    many[many.size() - 4] |= std::byte{1};
    CHECK(read_zstd_alone(block_of(many, claimed), {}, 2 * plenty).error() == ErrorCode::bad_block);
    // A run of four bytes unpacks to 128 KiB.
    const Bytes half = runs(60);
    CHECK(read_zstd_alone(block_of(half, 60 * run_size)) == Bytes(60 * run_size, std::byte{'a'}));
    CHECK(read_zstd_alone(block_of(half, 60 * run_size - 1)).error() == ErrorCode::size_mismatch);
    CHECK(read_zstd_alone(block_of(half, 60 * run_size + 1)).error() == ErrorCode::size_mismatch);
    // The steps to there are charged, too, and given back.
    const std::uint64_t most = 4 * 60 * run_size + (std::uint64_t{1} << 20U);
    CHECK(read_zstd_alone(block_of(half, 60 * run_size), {}, most).has_value());
}

TEST_CASE("of a damaged frame, the blocks before") {
    Bytes bytes = noise(200'000);
    const Bytes end = noise(70'000);
    bytes.insert(bytes.end(), end.begin(), end.end());
    Bytes frame = detail::pack_zstd(bytes, Profile::fast);
    const auto beginning = [&](std::size_t size, std::uint64_t memory_size = plenty) {
        Budget memory(memory_size);
        return detail::unpack_zstd_beginning(frame, size, memory);
    };
    CHECK(beginning(bytes.size()) == bytes);
    CHECK(beginning(bytes.size() + 1) == bytes);
    CHECK(beginning(100).size() == 100);
    CHECK(beginning(0).empty());
    CHECK(beginning(bytes.size(), 100'000).empty());
    CHECK(beginning(bytes.size(), 700'000).empty());
    frame.resize(frame.size() - 1);
    const Bytes found = beginning(bytes.size());
    CHECK(found.size() >= 100'000);
    CHECK(std::equal(found.begin(), found.end(), bytes.begin()));
    // In several steps.
    frame = runs(60);
    CHECK(beginning(60 * run_size) == Bytes(60 * run_size, std::byte{'a'}));
    CHECK(beginning(70 * run_size) == Bytes(60 * run_size, std::byte{'a'}));
}

TEST_CASE("an error that is none of the format's is not called a bad block") {
    for (const int code : {10, 12, 14, 16, 20, 22, 24, 30, 44, 46, 48, 72})
        CHECK(detail::zstd_error(code) == ErrorCode::bad_block);
    CHECK(detail::zstd_error(70) == ErrorCode::size_mismatch);
    for (const int code : {1, 40, 42, 60, 62, 66, 74, 119}) {
        CAPTURE(code);
        const BlockError error = detail::zstd_error(code);
        CHECK(error.code == ErrorCode::internal_error);
        CHECK(error.detail() == std::string("libzstd: ") + error.library_error);
    }
    CHECK(detail::zstd_error(62).detail() == "libzstd: Context should be init first");
    CHECK_THROWS_AS((void)detail::zstd_error(64), std::bad_alloc);
}

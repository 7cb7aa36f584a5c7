// SPDX-License-Identifier: MIT
#include "compress/brotli_block.hpp"

#include <string>

#include <doctest/doctest.h>

#include "compress/pack_brotli.hpp"
#include "compress/unpacked_size.hpp"
#include "support/hex.hpp"
#include "unit/compress/blocks.hpp"

using namespace souris;
using test::from_hex;
using test::noise;
using test::plenty;
using test::repeat;

namespace {

Result<Bytes, BlockError> read_brotli_alone(const Bytes& block, const Limits& limits = {},
                                            std::uint64_t memory_size = plenty) {
    Cursor cursor(block);
    Budget memory(memory_size);
    return test::unpacked_by(memory, [&](detail::BlockTarget& target) {
        return detail::read_brotli(target, cursor, limits, memory, nullptr);
    });
}

Bytes block_of(const Bytes& bytes, Profile profile, std::uint64_t claimed_size) {
    Sink sink;
    detail::write_packed(sink, claimed_size, detail::pack_brotli(bytes, profile));
    return sink.take();
}

}  // namespace

TEST_CASE("streams of RFC 7932 that were written by hand") {
    struct Row {
        std::string block;
        Bytes bytes;
    };
    for (const Row& row : {
             Row{"00 01 06", {}},
             Row{"00 01 3B", {}},
             Row{"01 05 0B00806103", repeat("a", 1)},
             Row{"03 07 0B018061626303", repeat("abc", 3)},
         }) {
        CAPTURE(row.block);
        CHECK(read_brotli_alone(from_hex(row.block)) == row.bytes);
    }
}

TEST_CASE("what is packed by any profile unpacks") {
    for (const Profile profile :
         {Profile::stored, Profile::fast, Profile::balanced, Profile::smallest}) {
        CAPTURE(name_of(profile));
        for (const Bytes& bytes :
             {Bytes(), repeat("x", 1), repeat("abcdefgh", 5000), noise(70'000), noise(300'000)}) {
            const Bytes packed = detail::pack_brotli(bytes, profile);
            Sink sink;
            detail::write_packed(sink, bytes.size(), packed);
            CHECK(sink.size() == detail::packed_block_size(bytes.size(), packed.size()));
            CHECK(read_brotli_alone(sink.take()) == bytes);
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
             Row{"03 07 0B0180616263", ErrorCode::truncated},
             Row{"03 FF FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", ErrorCode::length_exceeds_input},
             Row{"FF FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF 01 06", BlockError(Limit::output)},
             Row{"F5 000000000001 01 06", BlockError(Limit::output)},  // a terabyte
             Row{"F1 8913 01 06", BlockError(Limit::output)},
             Row{"F1 8813 01 06", ErrorCode::size_mismatch},
             Row{"02 07 0B018061626303", ErrorCode::size_mismatch},
             Row{"04 07 0B018061626303", ErrorCode::size_mismatch},
             Row{"03 06 0B0180616263", ErrorCode::bad_block},      // cut within the stream
             Row{"03 08 0B01806162630300", ErrorCode::bad_block},  // a byte after it
             Row{"03 00", ErrorCode::bad_block},
             Row{"03 04 FFFFFFFF", ErrorCode::bad_block},
         }) {
        CAPTURE(row.block);
        CHECK(read_brotli_alone(from_hex(row.block), limits).error() == row.error);
    }
}

TEST_CASE("memory for the result and for the decoder is held against the budget") {
    const Bytes bytes = repeat("abcdefgh", 400'000);
    const Bytes block = block_of(bytes, Profile::balanced, bytes.size());
    for (const std::uint64_t memory : {0U, 1000U, 399'999U, 400'000U, 401'000U}) {
        CAPTURE(memory);
        CHECK(read_brotli_alone(block, {}, memory).error() == BlockError(Limit::memory));
    }
    // The decoder can run out of memory anywhere.
    const Bytes varied = noise(3000);
    const Bytes stream = block_of(varied, Profile::balanced, varied.size());
    std::uint64_t enough = varied.size();
    for (; read_brotli_alone(stream, {}, enough) != varied; enough += 100) {
        CHECK(read_brotli_alone(stream, {}, enough).error() == BlockError(Limit::memory));
        REQUIRE(enough < plenty);
    }
    CHECK(enough > varied.size());

    Cursor cursor(block);
    Budget memory(plenty);
    const auto unpacked = test::unpacked_by(memory, [&](detail::BlockTarget& target) {
        return detail::read_brotli(target, cursor, {}, memory, nullptr);
    });
    CHECK(unpacked == bytes);
    CHECK(memory.left() == plenty - detail::allocation_size(bytes.size()));
}

TEST_CASE("a claimed size takes no memory before its bytes are there") {
    // Allocating the claimed size would fail under a limit on address space; here it would be slow.
    const Bytes block = block_of(repeat("a", 100), Profile::fast, std::uint64_t{1} << 30U);
    CHECK(read_brotli_alone(block, {}, 2 * plenty).error() == ErrorCode::size_mismatch);
}

TEST_CASE("an error that is none of the format's is not called a bad block") {
    for (int code = -16; code < 0; ++code)
        CHECK(detail::brotli_error(code) == ErrorCode::bad_block);
    for (const int code : {-31, -20, -19, -18}) {
        CAPTURE(code);
        const BlockError error = detail::brotli_error(code);
        CHECK(error.code == ErrorCode::internal_error);
        CHECK(error.detail() == std::string("libbrotli: ") + error.library_error);
    }
    CHECK(detail::brotli_error(-20).detail().ends_with("INVALID_ARGUMENTS"));
    CHECK(BlockError(Limit::memory).detail() == "max_memory");
    CHECK(BlockError(ErrorCode::bad_block).detail().empty());
}

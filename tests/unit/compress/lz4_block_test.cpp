// SPDX-License-Identifier: MIT
#include "compress/lz4_block.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/hex.hpp"
#include "unit/compress/blocks.hpp"

using namespace souris;
using test::from_hex;
using test::plenty;
using test::repeat;

namespace {

Result<Bytes, BlockError> read_lz4_alone(const Bytes& block, const Limits& limits = {},
                                         std::uint64_t memory_size = plenty) {
    Cursor cursor(block);
    Budget memory(memory_size);
    return test::unpacked_by(memory, [&](detail::BlockTarget& target) {
        return detail::read_lz4(target, cursor, limits, nullptr);
    });
}

}  // namespace

TEST_CASE("blocks that sourisdb wrote") {
    struct Row {
        std::string block;
        Bytes bytes;
    };
    for (const Row& row : {
             Row{"00", {}},
             Row{"F1E803 10 2F61620200FFFFFFD060616261626162", repeat("ab", 1000)},
             Row{"F15802 0F 2FFF000200FFFF3F60FF00FF00FF00",
                 repeat(std::string_view("\xFF\0", 2), 600)},
             Row{"F15202 24 "
                 "FF0774686520717569636B2062726F776E206D6F757365201600FFFF25606D6F75736520",
                 repeat("the quick brown mouse ", 594)},
         }) {
        CAPTURE(row.block);
        CHECK(read_lz4_alone(from_hex(row.block)) == row.bytes);
    }
}

TEST_CASE("what is packed by any profile unpacks") {
    for (const Profile profile :
         {Profile::stored, Profile::fast, Profile::balanced, Profile::smallest}) {
        CAPTURE(name_of(profile));
        for (const Bytes& bytes : {Bytes(), repeat("x", 1), repeat("abcdefgh", 5000)}) {
            const Bytes packed = detail::pack_lz4(bytes, detail::lz4_level(profile));
            Sink sink;
            detail::write_lz4(sink, bytes.size(), packed);
            CHECK(sink.size() == detail::lz4_size(bytes.size(), packed.size()));
            CHECK(sink.size() >= detail::least_lz4_size(bytes.size()));
            CHECK(read_lz4_alone(sink.take()) == bytes);
        }
    }
}

TEST_CASE("no block is shorter than the least size") {
    // The greatest possible expansion: one long run.
    for (const std::size_t size : {1U, 12U, 13U, 64U, 65U, 400U, 100'000U, 1'000'000U}) {
        CAPTURE(size);
        const Bytes packed = detail::pack_lz4(Bytes(size), detail::Lz4Level::optimal);
        CHECK(detail::lz4_size(size, packed.size()) >= detail::least_lz4_size(size));
    }
}

TEST_CASE("forged and broken blocks") {
    struct Row {
        std::string block;
        BlockError error;
    };
    Limits limits;
    limits.max_output = 5000;
    constexpr BlockError too_much(Limit::output);
    for (const Row& row : {
             Row{"", ErrorCode::truncated},
             Row{"03", ErrorCode::truncated},
             Row{"03 05 30", ErrorCode::truncated},
             Row{"03 FF FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", ErrorCode::length_exceeds_input},
             Row{"FF FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF 01 00", too_much},
             Row{"F5 000000000001 01 00", too_much},  // a terabyte
             Row{"F1 8913 01 00", too_much},
             Row{"F1 8813 01 00", ErrorCode::size_mismatch},  // beyond 255 times 1 and 64
             Row{"F1 2801 01 00", ErrorCode::size_mismatch},
             Row{"04 04 30616263", ErrorCode::size_mismatch},
             Row{"02 04 30616263", ErrorCode::bad_block},
             Row{"03 00", ErrorCode::bad_block},
             Row{"03 04 F0616263", ErrorCode::bad_block},
             Row{"20 05 1061 0500 00", ErrorCode::bad_block},  // a match before the beginning
             Row{"0E 0A 14610000 50 6161616161", ErrorCode::bad_block},  // a match at its own place
             Row{"F1 E803 10 2F61620200FFFFFFD060616261626162", BlockError(Limit::memory)},
         }) {
        CAPTURE(row.block);
        CHECK(read_lz4_alone(from_hex(row.block), limits, 999).error() == row.error);
    }
}

TEST_CASE("a size that the block cannot have is refused before memory is taken for it") {
    // 255 times 1, and 64; and one more.
    CHECK(read_lz4_alone(from_hex("F1 3F01 01 00"), {}, 10).error() == BlockError(Limit::memory));
    CHECK(read_lz4_alone(from_hex("F1 4001 01 00"), {}, 10).error() == ErrorCode::size_mismatch);
}

TEST_CASE("what liblz4 cannot unpack at once is a limit too") {
    CHECK(read_lz4_alone(from_hex("F3 00000080 01 00"), Limits::unlimited(), ~std::uint64_t{0})
              .error() == BlockError(Limit::output));
}

// SPDX-License-Identifier: MIT
#include "compress/byte_huffman.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/hex.hpp"
#include "unit/compress/blocks.hpp"

using namespace souris;
using test::from_hex;
using test::plenty;
using test::repeat;

namespace {

Result<Bytes, BlockError> read_huffman_alone(const Bytes& block, const Limits& limits = {},
                                             std::uint64_t memory_size = plenty,
                                             NonCanonicalHandler* non_canonical = nullptr) {
    Cursor cursor(block);
    Budget memory(memory_size);
    return test::unpacked_by(memory, [&](detail::BlockTarget& target) {
        return detail::read_byte_huffman(target, cursor, limits, memory, non_canonical);
    });
}

}  // namespace

TEST_CASE("each form has its bytes") {
    struct Row {
        Bytes bytes;
        std::string block;
    };
    for (const Row& row : {
             Row{{}, "00"},
             Row{repeat(std::string_view("\0", 1), 511), "01 F1FF01 00"},
             Row{repeat("a", 1), "01 01 61"},
             Row{from_hex("616161FF"), "02 00 0161 01FF 04 07"},
             // 'a' 1, 'b' 01, 'c' 00
             Row{from_hex("6162616361"), "02 00 0161 00 0162 0163 07 4D"},
         }) {
        CAPTURE(row.block);
        const Bytes block = from_hex(row.block);
        CHECK(read_huffman_alone(block, {}, plenty, refuse_non_canonical()) == row.bytes);
        const detail::ByteHuffman huffman(row.bytes);
        CHECK(huffman.size() == block.size());
        Sink sink;
        huffman.write(sink, row.bytes);
        CHECK(sink.take() == block);
    }
}

TEST_CASE("bytes are counted, however many are left over") {
    for (const std::size_t size : {0U, 1U, 2U, 3U, 4U, 5U, 1003U}) {
        CAPTURE(size);
        Bytes bytes = repeat("a", size);
        bytes.push_back(std::byte{0xFF});
        detail::ByteCounts expected{};
        expected['a'] = size;
        expected[0xFF] = 1;
        CHECK(detail::count_bytes(bytes) == expected);
    }
}

TEST_CASE("forged and broken blocks") {
    struct Row {
        std::string block;
        BlockError error;
    };
    Limits limits;
    limits.max_output = 2000;
    for (const Row& row : {
             Row{"", ErrorCode::truncated},
             Row{"03", ErrorCode::bad_block},
             Row{"01 05", ErrorCode::truncated},
             Row{"01 FF FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF 00", BlockError(Limit::output)},
             Row{"01 F7 FFFFFFFFFFFFFFFF 00", BlockError(Limit::output)},
             Row{"01 F1 D107 00", BlockError(Limit::output)},
             Row{"01 F1 D007 00", BlockError(Limit::memory)},
             Row{"02", ErrorCode::truncated},
             Row{"02 00 0161", ErrorCode::truncated},
             Row{"02 00 0261 0162 00", ErrorCode::bad_block},
             Row{"02 02", ErrorCode::bad_block},
             Row{"02 01", ErrorCode::truncated},
             Row{"02 0161 08 00", ErrorCode::bad_block},
             Row{"02 00 0161 0162 F7 FFFFFFFFFFFFFFFF", ErrorCode::length_exceeds_input},
             Row{"02 00 0161 00 0162 0163 02 01", ErrorCode::incomplete_code},
         }) {
        CAPTURE(row.block);
        CHECK(read_huffman_alone(from_hex(row.block), limits, 1999).error() == row.error);
    }
    CHECK(read_huffman_alone(from_hex("02 00 0161 0162 02 FF"), {}, plenty, refuse_non_canonical())
              .error() == ErrorCode::nonzero_padding);
}

TEST_CASE("coded bytes keep to the limits of output and memory") {
    Bytes bytes = repeat("ab", 100'000);
    Sink sink;
    detail::ByteHuffman(bytes).write(sink, bytes);
    const Bytes block = sink.take();
    Limits limits;
    limits.max_output = bytes.size();
    CHECK(read_huffman_alone(block, limits) == bytes);
    CHECK(read_huffman_alone(block, limits, 3 * bytes.size()) == bytes);
    CHECK(read_huffman_alone(block, limits, bytes.size() - 1).error() == BlockError(Limit::memory));
    CHECK(read_huffman_alone(block, limits, 100).error() == BlockError(Limit::memory));
    limits.max_output = bytes.size() - 1;
    CHECK(read_huffman_alone(block, limits).error() == BlockError(Limit::output));
}

// SPDX-License-Identifier: MIT
#include "compress/run_length.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/hex.hpp"
#include "unit/compress/blocks.hpp"

using namespace souris;
using test::from_hex;
using test::plenty;
using test::repeat;

namespace {

Result<Bytes, BlockError> read_run_length_alone(const Bytes& block, Layout layout,
                                                const Limits& limits = {},
                                                std::uint64_t memory_size = plenty) {
    Cursor cursor(block);
    Budget memory(memory_size);
    return test::unpacked_by(memory, [&](detail::BlockTarget& target) {
        return detail::read_run_length(target, cursor, layout, limits, nullptr);
    });
}

}  // namespace

TEST_CASE("runs in either layout, as sourisdb writes them") {
    struct Row {
        Bytes bytes;
        std::string v1;
        std::string v2;
    };
    Bytes zigzag = repeat(std::string_view("\xFF", 1), 15);
    zigzag.resize(15 + 53);
    for (const Row& row : {
             Row{{}, "00", "00"},
             Row{repeat("a", 1), "01 0161", "02 0161"},
             Row{repeat(std::string_view("\0", 1), 10), "01 0A00", "02 0A00"},
             Row{repeat("\xC9", 255), "01 FFC9", "02 FFC9"},
             Row{repeat("\x37", 256), "02 FF37 0137", "04 FF37 0137"},
             Row{repeat(std::string_view("\0", 1), 511), "03 FF00 FF00 0100", "06 FF00 FF00 0100"},
             Row{zigzag, "02 0FFF 3500", "04 0FFF 3500"},
         }) {
        CAPTURE(row.v1);
        for (const Layout layout : {Layout::v1, Layout::v2}) {
            const Bytes block = from_hex(layout == Layout::v1 ? row.v1 : row.v2);
            CHECK(read_run_length_alone(block, layout) == row.bytes);
            Sink sink;
            detail::write_run_length(sink, row.bytes, layout);
            CHECK(sink.take() == block);
            CHECK(detail::run_length_size(row.bytes, layout) == block.size());
        }
    }
}

TEST_CASE("runs of nothing are skipped") {
    CHECK(read_run_length_alone(from_hex("06 0061 0262 0063"), Layout::v2) == from_hex("6262"));
}

TEST_CASE("v2 counts bytes, which must be even") {
    CHECK(read_run_length_alone(from_hex("03 0161 01"), Layout::v2).error() ==
          ErrorCode::bad_block);
}

TEST_CASE("forged counts and sizes beyond the limits") {
    struct Row {
        std::string block;
        Layout layout;
        BlockError error;
    };
    Limits limits;
    limits.max_output = 300;
    for (const Row& row : {
             Row{"02 0161", Layout::v1, ErrorCode::truncated},
             Row{"04 0161", Layout::v2, ErrorCode::truncated},
             Row{"FF FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", Layout::v1,
                 ErrorCode::length_exceeds_input},
             Row{"F7 FFFFFFFFFFFFFF7F", Layout::v1, ErrorCode::length_exceeds_input},
             Row{"04 FF61 2E61", Layout::v2, BlockError(Limit::output)},
             Row{"02 C961", Layout::v2, BlockError(Limit::memory)},
         }) {
        CAPTURE(row.block);
        CHECK(read_run_length_alone(from_hex(row.block), row.layout, limits, 208).error() ==
              row.error);
    }
    CHECK(read_run_length_alone(from_hex("02 C861"), Layout::v2, limits, 208));
}

TEST_CASE("the least size is the size, but for runs that have to be split") {
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        for (const std::string_view text : {"", "a", "aaabbc", "abcabc"}) {
            const auto bytes = as_byte_span(text);
            CHECK(detail::least_run_length_size(bytes, layout) ==
                  detail::run_length_size(bytes, layout));
        }
        const Bytes run = test::repeat("a", 1000);
        CHECK(detail::least_run_length_size(run, layout) == 3);
        CHECK(detail::run_length_size(run, layout) == 9);
    }
}

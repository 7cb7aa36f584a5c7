// SPDX-License-Identifier: MIT
#include "compress/zstd_frame.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/hex.hpp"

using namespace souris;
using test::from_hex;

namespace {

/// `frame` without its magic number.
Result<detail::ZstdFrame, ErrorCode> frame_of(const std::string& frame) {
    return detail::read_zstd_frame(from_hex("28B52FFD" + frame));
}

}  // namespace

TEST_CASE("the headers of a frame say how much there may be") {
    struct Row {
        const char* frame;
        std::uint64_t window;
        std::optional<std::uint64_t> content_size;
        std::uint64_t most;
    };
    const auto none = std::nullopt;
    for (const Row& row : {
             Row{"00 00 010000", 1024, none, 0},
             // An unused bit, which has no meaning.
             Row{"10 00 010000", 1024, none, 0},
             Row{"00 01 190000 616263", 1024 + 128, none, 3},
             Row{"00 0F 190000 616263", 2048 + 7 * 256, none, 3},
             Row{"00 88 190000 616263", std::uint64_t{1} << 27U, none, 3},
             // A checksum.
             Row{"04 00 190000 616263 00000000", 1024, none, 3},
             // A raw block, a run, a compressed block; at most as long as the window, or 128 KiB.
             Row{"00 00 100000 6162 0A0000 61 150000 0000", 1024, none, 2 + 1 + 1024},
             Row{"00 58 100000 6162 0A0000 61 150000 0000", 2 << 20U, none, 3 + (128 << 10U)},
             Row{"00 38 030010 61", 128 << 10U, none, 128 << 10U},
             // Content sizes of 1, 2, 4 and 8 bytes, with a window of their own or as one segment.
             Row{"20 03 190000 616263", 3, 3, 3},
             Row{"60 0100 190000 616263", 257, 257, 3},
             Row{"40 00 0000 190000 616263", 1024, 256, 3},
             Row{"80 00 03000000 190000 616263", 1024, 3, 3},
             Row{"C0 00 0300000000000080 190000 616263", 1024, 0x8000'0000'0000'0003, 3},
             Row{"A0 00000008 190000 616263", std::uint64_t{1} << 27U, 1 << 27U, 3},
             Row{"20 00 010000", 0, 0, 0},
         }) {
        CAPTURE(row.frame);
        const auto frame = frame_of(row.frame);
        REQUIRE(frame);
        CHECK(frame->header.window == row.window);
        CHECK(frame->header.content_size == row.content_size);
        CHECK(frame->most == row.most);
    }
    CHECK(frame_of("04 00 010000 00000000")->header.has_checksum);
    CHECK_FALSE(frame_of("00 00 010000")->header.has_checksum);
}

TEST_CASE("what is not exactly one frame, or a frame of another kind, is bad") {
    for (const char* const frame : {
             "",                            // nothing follows
             "00",                          // no window
             "08 00 010000",                // a reserved bit
             "01 00 00 010000",             // the id of a dictionary
             "02 00 0000 010000",           //
             "03 00 00000000 010000",       //
             "00 89 010000",                // a window above 128 MiB
             "00 F8 010000",                //
             "A0 01000008 010000",          //
             "E0 0000000000000080 010000",  //
             "20",                          // no content size
             "60 00",                       //
             "80 00 000000",                //
             "C0 00 00000000000000",        //
             "00 00",                       // no block
             "00 00 0100",                  // cut in the header of one
             "00 00 190000 6162",           // and in what follows
             "00 00 1B0000",                //
             "00 00 000000",                // no last block
             "00 00 070000",                // a reserved type
             "00 00 092000",                // longer than the window
             "00 00 0B2000 61",             //
             "00 38 0B0010 61",             // longer than a block
             "04 00 010000 000000",         // cut in the checksum
             "00 00 010000 00",             // a byte, a frame, and a skippable frame after it
             "00 00 010000 28B52FFD0000010000",
             "00 00 010000 502A4D1800000000",
         }) {
        CAPTURE(frame);
        REQUIRE_FALSE(frame_of(frame));
        CHECK(frame_of(frame).error() == ErrorCode::bad_block);
    }
    // No magic number, that of a skippable frame, and those of versions 0.7 and 0.8.
    for (const char* const frame : {"", "28B52F", "502A4D1800000000", "27B52FFD0000010000"}) {
        CAPTURE(frame);
        CHECK(detail::read_zstd_frame(from_hex(frame)).error() == ErrorCode::bad_block);
    }
}

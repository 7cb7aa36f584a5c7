// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/text_decoder.hpp>
#include <souris/text_encoder.hpp>

#include "support/hex.hpp"
#include "unit/compress/blocks.hpp"

using namespace souris;
using test::from_hex;
using test::plenty;

namespace {

TextDecoder read_table(Cursor& cursor) {
    Budget memory(plenty);
    auto decoder = TextDecoder::read(cursor, memory);
    REQUIRE(decoder);
    return std::move(*decoder);
}

}  // namespace

TEST_CASE("tables and strings that sourisdb wrote") {
    struct Row {
        std::string table;
        std::size_t leaf_count;
        std::string string;
        std::string text;
    };
    for (const Row& row : {
             Row{"00 0070 004B78 00 007554 004F50", 7, "0C 1508", "JSON"},
             Row{"00 0070 004B78 00 007554 004F50", 7, "08 CE", "two"},
             Row{"00 0070 00504B 00 0078 54 004F75", 7, "0C 5109", "JSON"},
             Row{"00 0070 00504B 00 0078 54 004F75", 7, "08 F0", "two"},
             Row{"00 0000 7673 00 347A 00 0039 66 00 316F", 8, "09 D100", "yer"},
             Row{"00 0000 7673 00 347A 00 0039 66 00 316F", 8, "09 A501", "308"},
             Row{"00 0000 7673 00 347A 00 0039 66 00 316F", 8, "09 0700", "unn"},
         }) {
        CAPTURE(row.text);
        CAPTURE(row.table);
        Bytes input = from_hex(row.table);
        const Bytes string = from_hex(row.string);
        input.insert(input.end(), string.begin(), string.end());
        Cursor cursor(input);
        const TextDecoder decoder = read_table(cursor);
        CHECK(decoder.leaf_count() == row.leaf_count);
        std::string text;
        CHECK(decoder.decode(cursor, text, plenty, refuse_non_canonical()));
        CHECK(text == row.text);
        CHECK(cursor.at_end());
    }
}

TEST_CASE("text is appended, up to the size allowed") {
    TextFrequencies frequencies;
    std::string text;
    for (int i = 0; i < 5000; ++i)
        text += i % 7 == 0 ? "\xE2\x82\xAC" : i % 3 == 0 ? "b" : "a";
    frequencies.add(text);
    const auto encoder = TextEncoder::build(frequencies);
    REQUIRE(encoder);
    Sink sink;
    encoder->write_table(sink);
    encoder->write(sink, text, encoder->size_in_bits(text).value());
    Cursor cursor(sink.view());
    const TextDecoder decoder = read_table(cursor);
    const std::size_t start = cursor.offset();

    for (const std::size_t less : {std::size_t{1}, std::size_t{1000}, text.size()}) {
        std::string out = "kept";
        CHECK(decoder.decode(cursor, out, text.size() - less).error() == ErrorCode::limit_exceeded);
        CHECK(out == "kept");
        CHECK(cursor.offset() == start);
    }
    std::string out = "kept";
    CHECK(decoder.decode(cursor, out, text.size()));
    CHECK(out == "kept" + text);
    CHECK(cursor.at_end());
}

TEST_CASE("a broken string leaves cursor and text as they were") {
    struct Row {
        std::string string;
        NonCanonicalHandler* non_canonical;
        ErrorCode error;
    };
    // 'a' 11, 'b' 10, 'c' 0
    for (const Row& row : {
             Row{"", nullptr, ErrorCode::truncated},
             Row{"09 03", nullptr, ErrorCode::truncated},
             Row{"03 07", nullptr, ErrorCode::incomplete_code},
             Row{"02 07", refuse_non_canonical(), ErrorCode::nonzero_padding},
             Row{"FF FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", nullptr, ErrorCode::length_exceeds_input},
         }) {
        CAPTURE(row.string);
        Bytes input = from_hex("00 00 62 63 64");
        const std::size_t start = input.size();
        const Bytes string = from_hex(row.string);
        input.insert(input.end(), string.begin(), string.end());
        Cursor cursor(input);
        const TextDecoder decoder = read_table(cursor);
        std::string text = "kept";
        CHECK(decoder.decode(cursor, text, plenty, row.non_canonical).error() == row.error);
        CHECK(text == "kept");
        CHECK(cursor.offset() == start);
    }
}

TEST_CASE("coded text under a table of one character is lost") {
    const Bytes input = from_hex("62 00");
    Cursor cursor(input);
    const TextDecoder decoder = read_table(cursor);
    CHECK(decoder.leaf_count() == 1);
    std::string text;
    CHECK(decoder.decode(cursor, text, plenty).error() == ErrorCode::lost_text);
    CHECK(cursor.offset() == 1);
}

TEST_CASE("every prefix of a table is truncated") {
    const Bytes input = from_hex("00 F2 000011 00 62 F1 AD20");
    for (std::size_t size = 0; size < input.size(); ++size) {
        CAPTURE(size);
        Cursor cursor{std::span(input).first(size)};
        Budget memory(plenty);
        CHECK(TextDecoder::read(cursor, memory).error() == ErrorCode::truncated);
    }
}

// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/text_encoder.hpp>

#include "support/hex.hpp"

using namespace souris;
using test::from_hex;

namespace {

std::optional<TextEncoder> encoder_for(std::string_view text) {
    TextFrequencies frequencies;
    frequencies.add(text);
    return TextEncoder::build(frequencies);
}

}  // namespace

TEST_CASE("characters are counted, not bytes") {
    TextFrequencies frequencies;
    frequencies.add("aba\xC3\xA4");
    frequencies.add("\xF0\x9F\x98\x80\xC3\xA4");
    CHECK(frequencies.counts()[U'a'] == 2);
    CHECK(frequencies.counts()[U'b'] == 1);
    CHECK(frequencies.counts()[0xE4] == 2);
    CHECK(frequencies.counts()[0x1F600] == 1);
    CHECK(frequencies.counts()[0xC3] == 0);
    frequencies.add("b\xFFz");
    CHECK(frequencies.counts()[U'b'] == 2);
    CHECK(frequencies.counts()[U'z'] == 0);
}

TEST_CASE("text with fewer than two characters has no code") {
    for (const std::string text : {"", "a", "aaaaaaa", "\xC3\xA4\xC3\xA4"}) {
        CAPTURE(text);
        CHECK_FALSE(encoder_for(text));
    }
}

TEST_CASE("table and coded text, byte by byte") {
    const auto encoder = encoder_for("\xF0\x9F\x98\x80 aa");
    REQUIRE(encoder);
    Sink sink;
    encoder->write_table(sink);
    CHECK(sink.take() == from_hex("00 62 00 21 F2 01F601"));
    CHECK(encoder->table_size() == 8);

    // 'a' 1, ' ' 01, U+1F600 00
    const auto bits = encoder->size_in_bits(
        "a \xF0\x9F\x98\x80"
        "a");
    REQUIRE(bits == 6);
    encoder->write(sink,
                   "a \xF0\x9F\x98\x80"
                   "a",
                   *bits);
    CHECK(sink.take() == from_hex("06 25"));
    encoder->write(sink, "", 0);
    CHECK(sink.take() == from_hex("00"));
}

TEST_CASE("what the table lacks cannot be coded") {
    const auto encoder = encoder_for("ab\xC3\xA4");
    REQUIRE(encoder);
    CHECK(encoder->size_in_bits("ba\xC3\xA4") == 5);
    for (const std::string text : {"c", "abc", "\xC3\xA5", "\xE2\x82\xAC", "a\xFF", "a\xC3"}) {
        CAPTURE(text);
        CHECK_FALSE(encoder->size_in_bits(text));
    }
}

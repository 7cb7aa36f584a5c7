// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

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

TEST_CASE("a text that comes several times counts several times") {
    TextFrequencies frequencies;
    frequencies.add("ab\xC3\xA4", 5);
    frequencies.add("b");
    CHECK(frequencies.counts()[U'a'] == 5);
    CHECK(frequencies.counts()[U'b'] == 6);
    CHECK(frequencies.counts()[0xE4] == 5);
}

TEST_CASE("a code is made of its lengths, and tells them") {
    const std::vector<CodeLength> lengths{{U'c', 2}, {U'a', 1}, {0x1F600, 3}, {U'b', 3}};
    const TextEncoder encoder = TextEncoder::with_lengths(lengths);
    Sink sink;
    encoder.write_table(sink);
    CHECK(sink.take() == from_hex("00 62 00 64 00 63 F2 01F601"));
    for (const auto& [character, bits] : lengths)
        CHECK(encoder.code_length(character) == bits);
    CHECK(encoder.code_length(U'd') == 0);
    std::u32string characters;
    encoder.for_each_length([&](char32_t character, unsigned bits) {
        characters += character;
        CHECK(bits == encoder.code_length(character));
    });
    CHECK(characters == U"abc\U0001F600");
}

TEST_CASE("of best codes the one is had whose lengths differ least, or most") {
    TextFrequencies frequencies;
    frequencies.add("aabbcd");
    const auto least = TextEncoder::build(frequencies);
    const auto most = TextEncoder::build(frequencies, Ties::branches_first);
    REQUIRE(least);
    REQUIRE(most);
    CHECK(least->size_in_bits("aabbcd") == most->size_in_bits("aabbcd"));
    CHECK(least->code_length(U'a') == 2);
    CHECK(least->code_length(U'd') == 2);
    CHECK(most->code_length(U'd') == 3);
    CHECK(std::min(most->code_length(U'a'), most->code_length(U'b')) == 1);
}

// SPDX-License-Identifier: MIT
#include <array>
#include <string>

#include <doctest/doctest.h>

#include <souris/huffman_decoder.hpp>
#include <souris/utf8.hpp>

#include "support/hex.hpp"

using namespace souris;
using test::from_hex;

namespace {

HuffmanDecoder read(const Bytes& tree, Alphabet alphabet = Alphabet::characters) {
    Cursor cursor(tree);
    Budget memory(std::uint64_t{1} << 30U);
    auto decoder = HuffmanDecoder::read(cursor, alphabet, memory);
    REQUIRE(decoder);
    REQUIRE(cursor.at_end());
    return std::move(*decoder);
}

/// Decodes all of `bits` with the smallest output buffer at a time.
Result<std::string, ErrorCode> decode(const HuffmanDecoder& decoder, const Bytes& bytes,
                                      std::uint64_t bit_count) {
    BitReader bits(bytes, bit_count);
    std::array<std::byte, HuffmanDecoder::least_room> room;
    std::string text;
    do {
        const auto size = decoder.decode(bits, room);
        if (!size) return failure(size.error());
        text += as_text(std::span(room).first(*size));
    } while (bits.remaining() != 0);
    return text;
}

/// A chain of branches to the left, with the leaves 'A', 'B', 'C' repeated from the top down. The
/// code of leaf n is n times 1 and a 0; that of the last leaf has no 0.
Bytes chain(std::size_t branches) {
    Bytes tree(branches, std::byte{0});
    for (std::size_t i = branches + 1; i-- > 0;) {
        tree.push_back(static_cast<std::byte>(U'A' + i % 3 + 1));
    }
    return tree;
}

/// The codes of some leaves of a chain.
struct ChainBits {
    Bytes bytes;
    std::uint64_t bit_count = 0;

    void push(bool bit) {
        if (bit_count % 8 == 0) bytes.push_back(std::byte{0});
        if (bit) bytes.back() |= static_cast<std::byte>(1U << bit_count % 8);
        ++bit_count;
    }
    void push_leaf(std::size_t leaf, std::size_t branches) {
        for (std::size_t i = 0; i < leaf; ++i)
            push(true);
        if (leaf < branches) push(false);
    }
};

}  // namespace

TEST_CASE("left is 1, right is 0, the first bit is the lowest") {
    // 'w' 1 1, 'o' 1 0, 'x' 0
    const HuffmanDecoder decoder = read(from_hex("00 00 78 70 79"));
    CHECK(decoder.leaf_count() == 3);
    CHECK(decode(decoder, from_hex("37"), 6) == "wow");
    CHECK(decode(decoder, from_hex("00"), 0) == "");
    CHECK(decode(decoder, from_hex("00"), 3) == "xxx");
}

TEST_CASE("bits must end where a code does") {
    const HuffmanDecoder decoder = read(from_hex("00 00 78 70 79"));
    CHECK(decode(decoder, from_hex("01"), 1).error() == ErrorCode::incomplete_code);
    CHECK(decode(decoder, from_hex("07"), 5) == "wox");
    // Bits after the last one are ignored.
    CHECK(decode(decoder, from_hex("FF"), 3).error() == ErrorCode::incomplete_code);
    CHECK(decode(decoder, from_hex("FF"), 2) == "w");
    CHECK(decode(decoder, from_hex("FFFFFFFFFFFFFFFFFF"), 71).error() ==
          ErrorCode::incomplete_code);
    CHECK(decode(decoder, from_hex("FFFFFFFFFFFFFFFFFF"), 70) == std::string(35, 'w'));
}

TEST_CASE("a tree of one leaf loses its text") {
    const HuffmanDecoder decoder = read(from_hex("62"));
    CHECK(decoder.leaf_count() == 1);
    CHECK(decode(decoder, from_hex(""), 0).error() == ErrorCode::lost_text);
    CHECK(decode(decoder, from_hex("00"), 8).error() == ErrorCode::lost_text);
}

TEST_CASE("leaves decode to the UTF-8 or to the byte that they stand for") {
    // U+10FFFF 11, U+20AC 10, U+E4 01, U+0 00
    const HuffmanDecoder characters = read(from_hex("00 00 F2 000011 F1 AD20 00 E5 01"));
    CHECK(decode(characters, from_hex("E1"), 8) ==
          std::string("\xE2\x82\xAC\0\xC3\xA4\xF4\x8F\xBF\xBF", 10));
    const HuffmanDecoder bytes = read(from_hex("00 00 01FF 01E4 00 0100 0180"), Alphabet::bytes);
    CHECK(decode(bytes, from_hex("E1"), 8) == std::string("\xE4\x80\x00\xFF", 4));
}

TEST_CASE("several leaves may stand for the same character") {
    const HuffmanDecoder decoder = read(from_hex("00 62 62"));
    CHECK(decode(decoder, from_hex("A5"), 8) == "aaaaaaaa");
}

TEST_CASE("a tree decodes however lopsided it is") {
    for (const std::size_t branches : {std::size_t{300}, std::size_t{100'000}}) {
        CAPTURE(branches);
        const HuffmanDecoder decoder = read(chain(branches));
        CHECK(decoder.leaf_count() == branches + 1);
        ChainBits bits;
        std::string expected;
        for (const std::size_t leaf :
             {branches, std::size_t{0}, std::size_t{11}, std::size_t{12}, std::size_t{8},
              branches / 2, std::size_t{1}, branches - 1, std::size_t{54}, std::size_t{55},
              std::size_t{56}, std::size_t{2}, branches}) {
            bits.push_leaf(leaf, branches);
            expected += static_cast<char>('A' + leaf % 3);
        }
        CHECK(decode(decoder, bits.bytes, bits.bit_count) == expected);
        // The bits can end anywhere inside the last code.
        const std::size_t step = branches / 300;
        for (std::size_t missing = 1; missing < branches; missing += step) {
            CAPTURE(missing);
            CHECK(decode(decoder, bits.bytes, bits.bit_count - missing).error() ==
                  ErrorCode::incomplete_code);
        }
    }
}

TEST_CASE("all characters there are fit one tree") {
    Sink tree;
    std::size_t due = 1;
    for (char32_t code_point = 0; code_point <= max_code_point; ++code_point) {
        if (!is_scalar_value(code_point)) continue;
        const bool is_last = code_point == max_code_point;
        if (!is_last) {
            tree.write_byte(0);
            ++due;
        }
        tree.write_unsigned(std::uint64_t{code_point} + 1);
        --due;
    }
    REQUIRE(due == 0);
    const HuffmanDecoder decoder = read(tree.take());
    CHECK(decoder.leaf_count() == scalar_value_count);
    CHECK(decode(decoder, from_hex("05"), 3) == std::string("\0\x01", 2));
}

TEST_CASE("tables that memory lacks are a limit, with the cursor where the tree begins") {
    const Bytes tree = chain(300);
    Cursor cursor(tree);
    Budget memory(10'000);
    CHECK(HuffmanDecoder::read(cursor, Alphabet::characters, memory).error() ==
          ErrorCode::limit_exceeded);
    CHECK(cursor.offset() == 0);
}

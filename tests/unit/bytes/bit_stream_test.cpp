// SPDX-License-Identifier: MIT
#include <vector>

#include <doctest/doctest.h>

#include <souris/bit_stream.hpp>

#include "support/hex.hpp"

using souris::BitReader;
using souris::BitWriter;
using souris::bytes_for_bits;
using souris::test::from_hex;

namespace {

constexpr std::uint64_t low_bits(std::uint64_t bits, unsigned count) {
    return bits & ((std::uint64_t{1} << count) - 1);
}

std::uint64_t take(BitReader& reader, unsigned count) {
    const std::uint64_t bits = low_bits(reader.peek(), count);
    reader.consume(count);
    return bits;
}

}  // namespace

TEST_CASE("bytes for bits") {
    static_assert(bytes_for_bits(0) == 0 && bytes_for_bits(1) == 1 && bytes_for_bits(8) == 1);
    static_assert(bytes_for_bits(9) == 2);
    CHECK(bytes_for_bits(~std::uint64_t{0}) == std::uint64_t{1} << 61U);
}

TEST_CASE("bits fill bytes from the least significant up") {
    std::vector<std::byte> room(16, std::byte{0xFF});
    BitWriter writer(room.data());
    CHECK(writer.finish() == room.data());
    writer.write(1, 1);
    writer.write(0, 1);
    writer.write(0b11, 2);
    CHECK(writer.finish() == room.data() + 1);
    writer.write(0xABC, 12);
    CHECK(writer.finish() == room.data() + 2);
    writer.write(0, 0);
    writer.write(5, 3);
    const auto size = static_cast<std::size_t>(writer.finish() - room.data());
    room.resize(size);
    CHECK(room == from_hex("cdab05"));

    BitReader reader(room, 19);
    CHECK(take(reader, 1) == 1);
    CHECK(take(reader, 1) == 0);
    CHECK(take(reader, 2) == 3);
    CHECK(take(reader, 12) == 0xABC);
    CHECK(reader.remaining() == 3);
    CHECK(take(reader, 0) == 0);
    CHECK(take(reader, 3) == 5);
    CHECK(reader.remaining() == 0);
    CHECK(take(reader, 0) == 0);
}

TEST_CASE("the widest writes, at every bit position") {
    constexpr std::uint64_t pattern = 0x00F1E2D3C4B5A697;
    for (unsigned offset = 0; offset <= 56; ++offset) {
        CAPTURE(offset);
        std::vector<std::byte> room(8 + 8 + 8 + 8);
        BitWriter writer(room.data());
        writer.write(0, offset);
        writer.write(pattern, BitWriter::max_write);
        writer.write(low_bits(pattern, 56), 56);
        const std::uint64_t bits = offset + 112;
        const auto size = static_cast<std::size_t>(writer.finish() - room.data());
        CHECK(size == bytes_for_bits(bits));
        // A buffer of exactly the required size, so that a sanitizer detects reads past the end.
        const std::vector<std::byte> exact(room.begin(), room.begin() + static_cast<int>(size));
        BitReader reader(exact, bits);
        CHECK(take(reader, offset) == 0);
        CHECK(take(reader, 56) == pattern);
        CHECK(take(reader, 56) == pattern);
        CHECK(reader.remaining() == 0);
    }
}

TEST_CASE("a reader of nothing reads nothing") {
    BitReader reader({}, 0);
    CHECK(reader.remaining() == 0);
    CHECK(reader.peek() == 0);
}

TEST_CASE("several codes are taken from one look") {
    const auto bytes = from_hex("0123456789abcdef0123456789abcdef01");
    BitReader steps(bytes, 17 * 8);
    BitReader looks(bytes, 17 * 8);
    while (looks.remaining() >= BitReader::peek_width) {
        std::uint64_t window = looks.peek();
        for (const unsigned count : {7U, 13U, 1U, 35U}) {
            CHECK(low_bits(window, count) == take(steps, count));
            window >>= count;
            looks.consume(count);
        }
        CHECK(looks.remaining() == steps.remaining());
    }
    CHECK(looks.remaining() == 17 * 8 - 2 * 56);
}

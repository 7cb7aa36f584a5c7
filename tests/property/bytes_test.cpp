// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <souris/bit_stream.hpp>
#include <souris/cursor.hpp>
#include <souris/sink.hpp>

#include "cursor_properties.hpp"
#include "generators/integer_generator.hpp"

using souris::Bytes;
using souris::Cursor;
using souris::Integer;
using souris::Sink;

namespace {

/// Bits that are written or read at once, lowest first.
struct Piece {
    std::uint64_t bits;
    unsigned width;
};

std::ostream& operator<<(std::ostream& out, const Piece& piece) {
    return out << piece.bits << " in " << piece.width << " bits";
}

rc::Gen<std::vector<Piece>> pieces() {
    constexpr std::uint64_t all = ~std::uint64_t{0};
    return rc::gen::container<std::vector<Piece>>(rc::gen::apply(
        [](unsigned width, std::uint64_t bits) {
            return Piece{bits & ((std::uint64_t{1} << width) - 1), width};
        },
        rc::gen::inRange(0U, souris::BitWriter::max_write + 1),
        rc::gen::inRange(std::uint64_t{0}, all)));
}

/// One bit at a time.
Bytes written_by_the_model(const std::vector<Piece>& pieces) {
    Bytes bytes;
    std::size_t position = 0;
    for (const Piece& piece : pieces) {
        for (unsigned i = 0; i < piece.width; ++i, ++position) {
            if (position % 8 == 0) bytes.push_back(std::byte{0});
            const auto bit = static_cast<unsigned>((piece.bits >> i) & 1U);
            bytes.back() |= static_cast<std::byte>(bit << (position % 8));
        }
    }
    return bytes;
}

std::uint64_t total_width(const std::vector<Piece>& pieces) {
    std::uint64_t total = 0;
    for (const Piece& piece : pieces)
        total += piece.width;
    return total;
}

}  // namespace

TEST_CASE("bit streams agree with a model that goes bit by bit") {
    CHECK(rc::check("written", [] {
        const auto written = *pieces();
        const Bytes expected = written_by_the_model(written);
        Bytes room(expected.size() + 8, std::byte{0xFF});
        souris::BitWriter writer(room.data());
        for (const Piece& piece : written)
            writer.write(piece.bits, piece.width);
        room.resize(static_cast<std::size_t>(writer.finish() - room.data()));
        RC_ASSERT(room == expected);
    }));
    CHECK(rc::check("read", [] {
        const auto written = *pieces();
        const Bytes bytes = written_by_the_model(written);
        souris::BitReader reader(bytes, total_width(written));
        std::uint64_t remaining = total_width(written);
        for (const Piece& piece : written) {
            RC_ASSERT(reader.remaining() == remaining);
            const std::uint64_t mask = (std::uint64_t{1} << piece.width) - 1;
            RC_ASSERT((reader.peek() & mask) == piece.bits);
            reader.consume(piece.width);
            remaining -= piece.width;
        }
        RC_ASSERT(reader.remaining() == 0U);
    }));
}

TEST_CASE("what a sink wrote, a cursor reads, however it was handed over") {
    CHECK(rc::check("integers", [](const std::vector<Integer>& integers) {
        const auto chunk_size = *rc::gen::inRange<std::size_t>(0, 200);
        Bytes bytes;
        Sink sink(
            [&](std::span<const std::byte> chunk) {
                bytes.insert(bytes.end(), chunk.begin(), chunk.end());
                return souris::Result<void>();
            },
            chunk_size);
        for (const Integer& integer : integers)
            sink.write_integer(integer);
        RC_ASSERT(sink.finish().has_value());
        RC_ASSERT(sink.size() == bytes.size());
        Cursor cursor(bytes);
        for (const Integer& integer : integers) {
            const auto read = cursor.read_integer(integer.sign_state());
            RC_ASSERT(read == integer);
            RC_ASSERT(read->sign_state() == integer.sign_state());
        }
        RC_ASSERT(cursor.at_end());
    }));
}

TEST_CASE("a length is believed only as far as the input goes") {
    CHECK(rc::check("lengths", [](const Integer& claim) {
        if (claim.is_negative()) return;
        const auto unit_size = *rc::gen::inRange<std::size_t>(1, 20);
        const auto follow = *rc::gen::inRange<std::size_t>(0, 600);
        Sink sink;
        sink.write_integer(claim);
        const std::uint64_t size = sink.size();
        sink.write_bytes(Bytes(follow));
        Cursor cursor(sink.view());
        const auto length = cursor.read_length(unit_size);
        const auto total = claim * unit_size;
        const bool fits = total && *total <= follow;
        RC_ASSERT(length.has_value() == fits);
        RC_ASSERT(cursor.offset() == (fits ? size : 0));
        if (fits) {
            RC_ASSERT(claim == *length);
        } else {
            RC_ASSERT(length.error() == (claim > souris::max_plausible_length
                                             ? souris::ErrorCode::length_exceeds_input
                                             : souris::ErrorCode::truncated));
        }
    }));
}

TEST_CASE("a cursor agrees with a model that goes byte by byte") {
    CHECK(rc::check("reads", [](const std::vector<std::uint8_t>& script) {
        // Integers of all lengths, so that many reads succeed.
        Sink sink;
        for (const Integer& integer : *rc::gen::arbitrary<std::vector<Integer>>())
            sink.write_integer(integer);
        RC_ASSERT(souris::properties::cursor_agrees(script, sink.view()));
    }));
}

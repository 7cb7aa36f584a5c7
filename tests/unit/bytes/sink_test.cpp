// SPDX-License-Identifier: MIT
#include <limits>
#include <new>
#include <string>

#include <doctest/doctest.h>

#include <souris/sink.hpp>

#include "support/hex.hpp"

using souris::Bytes;
using souris::Error;
using souris::ErrorCode;
using souris::Integer;
using souris::Result;
using souris::Sink;
using souris::test::from_hex;

namespace {

Bytes copy_of(std::span<const std::byte> bytes) {
    return {bytes.begin(), bytes.end()};
}

/// Collects the chunks of a sink, and fails from chunk number `refused` on.
struct Receiver {
    Bytes received;
    std::size_t calls = 0;
    std::size_t refused = std::numeric_limits<std::size_t>::max();

    Sink::ChunkHandler handler() {
        return [this](std::span<const std::byte> chunk) -> Result<void> {
            if (++calls >= refused)
                return souris::failure(Error(ErrorCode::io_error, std::to_string(calls)));
            received.insert(received.end(), chunk.begin(), chunk.end());
            return {};
        };
    }
};

}  // namespace

TEST_CASE("everything written is in the buffer, in order") {
    Sink sink;
    CHECK(sink.size() == 0);
    CHECK(sink.view().empty());
    sink.write_byte(0xAB);
    sink.write_bytes(from_hex("0102"));
    sink.write_bytes({});
    sink.write_little_endian<std::uint32_t>(0x06050403);
    sink.write_integer(-17);
    sink.write_integer(Integer::min());
    sink.write_unsigned(240);
    const auto expected = from_hex("ab010203040506efff00000000000000000000000000000080f0f0");
    CHECK(copy_of(sink.view()) == expected);
    CHECK(sink.size() == expected.size());
    CHECK(sink.finish().has_value());
    CHECK(sink.take() == expected);
    CHECK(sink.size() == 0);
    CHECK(sink.view().empty());
    sink.write_byte(1);
    CHECK(sink.take() == from_hex("01"));
}

TEST_CASE("room is written to directly and counted afterwards") {
    Sink sink;
    std::byte* const room = sink.reserve(1000);
    room[0] = std::byte{7};
    room[999] = std::byte{8};
    sink.commit(room + 2);
    CHECK(sink.size() == 2);
    CHECK(sink.reserve(0) == room + 2);
    sink.commit(sink.reserve(10));
    CHECK(sink.size() == 2);
}

TEST_CASE("growing keeps what was written") {
    Sink sink;
    Bytes expected;
    for (unsigned i = 0; i < 5000; ++i) {
        const auto byte = static_cast<std::uint8_t>(i * 7);
        sink.write_byte(byte);
        expected.push_back(static_cast<std::byte>(byte));
    }
    sink.write_bytes(Bytes(100'000, std::byte{9}));
    expected.insert(expected.end(), 100'000, std::byte{9});
    CHECK(sink.take() == expected);
}

TEST_CASE("memory is used again") {
    Sink first;
    first.write_bytes(Bytes(1000, std::byte{1}));
    Bytes buffer = first.take();
    const std::byte* const memory = buffer.data();
    Sink second(std::move(buffer));
    CHECK(second.size() == 0);
    second.write_byte(2);
    CHECK(second.view().data() == memory);
    second.clear();
    CHECK(second.size() == 0);
    second.write_bytes(Bytes(1000, std::byte{3}));
    CHECK(second.view().data() == memory);
    CHECK(second.view().size() == 1000);

    // An empty buffer with capacity.
    Bytes reserved;
    reserved.reserve(4096);
    const std::byte* const reserved_memory = reserved.data();
    Sink third(std::move(reserved));
    third.write_bytes(Bytes(4096, std::byte{4}));
    CHECK(third.view().data() == reserved_memory);
}

TEST_CASE("chunks arrive whole and in order") {
    for (const std::size_t chunk_size : {0U, 1U, 7U, 64U, 1000U, 1'000'000U}) {
        CAPTURE(chunk_size);
        Receiver receiver;
        Sink sink(receiver.handler(), chunk_size);
        Sink plain;
        for (unsigned i = 0; i < 3000; ++i) {
            sink.write_integer(Integer(i * 977));
            plain.write_integer(Integer(i * 977));
            if (i % 500 == 0) {
                const Bytes block(300 + i, static_cast<std::byte>(i));
                sink.write_bytes(block);
                plain.write_bytes(block);
            }
            if (sink.size() != plain.size()) FAIL(i);
        }
        CHECK(sink.finish().has_value());
        CHECK(sink.view().empty());
        CHECK(sink.size() == plain.size());
        CHECK(receiver.received == copy_of(plain.view()));
        CHECK((receiver.calls > 1) == (chunk_size < plain.size()));
        // Without new content no chunk is passed.
        const std::size_t calls = receiver.calls;
        CHECK(sink.finish().has_value());
        CHECK(receiver.calls == calls);
    }
}

TEST_CASE("what is longer than a chunk is passed on from where it is, in order") {
    const std::string text(100'000, 'x');
    std::string all;
    std::size_t passed_on = 0;
    Sink sink(
        [&](std::span<const std::byte> chunk) -> Result<void> {
            if (as_text(chunk).data() == text.data()) ++passed_on;
            all += as_text(chunk);
            return {};
        },
        1000);
    for (std::size_t i = 0; i < 3; ++i) {
        sink.write_bytes(as_byte_span("ab"));
        sink.write_bytes(as_byte_span(text));
        CHECK(sink.size() == (i + 1) * (2 + text.size()));
        CHECK(sink.view().empty());
    }
    sink.write_bytes(as_byte_span("end"));
    REQUIRE(sink.finish());
    CHECK(passed_on == 3);
    CHECK(all == "ab" + text + "ab" + text + "ab" + text + "end");
}

TEST_CASE("the handler's first failure ends the handing over and is what finish returns") {
    Receiver receiver;
    receiver.refused = 2;
    Sink sink(receiver.handler(), 64);
    for (unsigned i = 0; i < 10'000; ++i)
        sink.write_byte(static_cast<std::uint8_t>(i));
    CHECK(sink.finish().error() == Error(ErrorCode::io_error, "2"));
    CHECK(sink.finish().error() == Error(ErrorCode::io_error, "2"));
    CHECK(receiver.calls == 2);
    CHECK(!receiver.received.empty());
    CHECK(receiver.received.size() < 200);
    CHECK(sink.size() == 10'000);
}

TEST_CASE("more than can be is refused as running out of memory") {
    Sink sink;
    sink.write_byte(1);
    CHECK_THROWS_AS((void)sink.reserve(std::numeric_limits<std::size_t>::max()), std::bad_alloc);
    CHECK_THROWS_AS((void)sink.reserve(std::numeric_limits<std::size_t>::max() / 2),
                    std::bad_alloc);
    CHECK(copy_of(sink.view()) == from_hex("01"));
}

TEST_CASE("what is expected is made room for at once, within eight times what is there") {
    struct Row {
        std::uint64_t expected;
        std::size_t room;
    };
    // All 64 bytes are used.
    for (const auto& [expected, room] :
         {Row{0, 64}, Row{10, 64}, Row{64, 64}, Row{65, 65}, Row{300, 300}, Row{448, 448},
          Row{449, 448}, Row{std::numeric_limits<std::uint64_t>::max() - 64, 448}}) {
        Sink sink;
        sink.write_bytes(Bytes(64));
        sink.expect(expected);
        CHECK(sink.room(1).size() == room);
    }
    // The expectation applies to the next output, not after `clear` or `take`.
    Sink sink;
    sink.write_bytes(Bytes(64));
    sink.expect(300);
    sink.clear();
    sink.write_bytes(Bytes(64));
    CHECK(sink.room(1).size() == 64);
}

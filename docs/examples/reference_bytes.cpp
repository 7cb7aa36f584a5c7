// SPDX-License-Identifier: MIT
//
// Examples of the reference: bytes out and in, bits, coded text, compressed blocks.

#include <array>
#include <cstdint>
#include <string>

#include <fmt/core.h>

#include <souris/bit_stream.hpp>
#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/error.hpp>
#include <souris/sink.hpp>
#include <souris/text_decoder.hpp>
#include <souris/text_encoder.hpp>

namespace {

void show_sink_and_cursor() {
    //! [sink]
    souris::Sink sink;
    sink.write_unsigned(300);
    sink.write_little_endian<std::uint32_t>(7);
    sink.write_bytes(souris::as_byte_span("text"));
    fmt::print("{} bytes\n", sink.size());  // 11 bytes

    // Or in chunks, without keeping them.
    std::size_t chunks = 0;
    const auto count = [&chunks](std::span<const std::byte>) {
        ++chunks;
        return souris::Result<void>();
    };
    souris::Sink stream(count, 1024);
    for (int i = 0; i < 1000; ++i)
        stream.write_little_endian(std::uint64_t{0});
    fmt::print("{} {}\n", stream.finish().has_value(), chunks);  // true 8
    //! [sink]

    //! [cursor]
    souris::Cursor cursor(sink.view());
    fmt::print("{}\n", cursor.read_unsigned<std::uint16_t>().value());       // 300
    fmt::print("{}\n", cursor.read_little_endian<std::uint32_t>().value());  // 7
    fmt::print("{}\n", name_of(cursor.read_bytes(5).error()));               // truncated
    fmt::print("{}\n", souris::as_text(cursor.read_bytes(4).value()));       // text
    fmt::print("{}\n", cursor.at_end());                                     // true
    //! [cursor]
}

void show_bits() {
    //! [bits]
    std::array<std::byte, 16> room{};
    souris::BitWriter writer(room.data());
    writer.write(0b101, 3);
    writer.write(0b10, 2);
    const std::span<const std::byte> bytes(room.data(), writer.finish());

    souris::BitReader reader(bytes, 5);
    fmt::print("{} in {} byte\n", reader.peek() & 0b111, bytes.size());  // 5 in 1 byte
    reader.consume(3);
    fmt::print("{}, {} left\n", reader.peek() & 0b11, reader.remaining());  // 2, 2 left
    //! [bits]
}

void show_text() {
    //! [text]
    souris::TextFrequencies frequencies;
    frequencies.add("the mouse and the cheese");
    const auto encoder = souris::TextEncoder::build(frequencies).value();

    souris::Sink sink;
    encoder.write_table(sink);
    const std::uint64_t bits = encoder.size_in_bits("the cheese").value();
    encoder.write(sink, "the cheese", bits);
    fmt::print("{} bits\n", bits);  // 30 bits

    souris::Cursor cursor(sink.view());
    souris::Budget memory(64 << 10);
    const auto decoder = souris::TextDecoder::read(cursor, memory).value();
    std::string text;
    if (decoder.decode(cursor, text, 1000)) fmt::print("{}\n", text);  // the cheese
    //! [text]
}

void show_block() {
    //! [block]
    const souris::Bytes zeros(10000);
    const auto choice = souris::choose_block(zeros, souris::Layout::v2);
    souris::Sink sink;
    souris::write_block(sink, choice, souris::Layout::v2, zeros);
    fmt::print("{}, {} bytes\n", name_of(choice.compression), sink.size());  // huffman, 5 bytes

    souris::Cursor cursor(sink.view());
    souris::Budget memory(64 << 10);
    const auto id = static_cast<std::uint8_t>(choice.compression);
    const auto block = souris::read_block(cursor, id, souris::Layout::v2, {}, memory);
    fmt::print("{}\n", block.value().bytes().size());  // 10000
    //! [block]
}

}  // namespace

int main() {
    show_sink_and_cursor();
    show_bits();
    show_text();
    show_block();
}

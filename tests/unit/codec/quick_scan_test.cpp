// SPDX-License-Identifier: MIT
#include "codec/quick_scan.hpp"

#include <string>

#include <doctest/doctest.h>

#include <souris/text_decoder.hpp>
#include <souris/text_encoder.hpp>

#include "support/hex.hpp"

using namespace souris;
using namespace souris::detail;
using test::from_hex;

namespace {

/// The bytes, and as many behind them as may be read.
Bytes with_room(const char* hex) {
    Bytes bytes = from_hex(hex);
    bytes.resize(bytes.size() + quick_scan_room);
    return bytes;
}

}  // namespace

TEST_CASE("text of every length is scanned if it is there and UTF-8") {
    for (const std::size_t size : {0U, 1U, 31U, 32U, 33U, 64U, 239U, 240U, 255U, 256U, 1000U}) {
        CAPTURE(size);
        Sink sink;
        sink.write_unsigned(size);
        const std::string text(size, 't');
        sink.write_bytes(as_byte_span(text));
        const std::size_t length = sink.view().size();
        const Bytes padding(quick_scan_room);
        sink.write_bytes(padding);
        const Bytes bytes = sink.take();
        const std::byte* const end = bytes.data() + length;

        CheckedText found;
        CHECK(scan_text(bytes.data(), bytes.data() + bytes.size(), 1000, false, found) == end);
        CHECK(found.text == text);
        CHECK(found.is_short == (size <= short_text_room));
        if (size <= short_text_room) continue;
        // The caller sees to it that there is room for short text.
        CHECK(scan_text(bytes.data(), end - 1, 1000, false, found) == nullptr);
        if (size < 240) continue;
        CHECK(scan_text(bytes.data(), end, size - 1, false, found) == nullptr);
        CHECK(scan_text(bytes.data(), end, 1000, true, found) == nullptr);
    }
    CheckedText found;
    const Bytes wrong = with_room("02c328");
    CHECK(scan_text(wrong.data(), wrong.data() + wrong.size(), 9, false, found) == nullptr);
    const Bytes right = with_room("02c3a9");
    CHECK(scan_text(right.data(), right.data() + right.size(), 9, false, found) != nullptr);
    Bytes long_wrong = with_room("28");
    long_wrong.resize(100, std::byte{0x80});
    CHECK(scan_text(long_wrong.data(), long_wrong.data() + 100, 99, false, found) == nullptr);
}

TEST_CASE("coded text is scanned where there is slack behind it") {
    const std::string text = "the quick brown fox jumps over the lazy dog, \u00e9 and \U0001F42D";
    TextFrequencies frequencies;
    frequencies.add(text);
    const auto encoder = TextEncoder::build(frequencies).value();
    Sink table;
    encoder.write_table(table);
    Cursor table_cursor(table.view());
    Budget memory(1U << 20U);
    const auto decoder = TextDecoder::read(table_cursor, memory).value();

    const auto coded = [&](std::string_view part, std::size_t padding) {
        Sink sink;
        encoder.write(sink, part, *encoder.size_in_bits(part));
        Bytes bytes = sink.take();
        bytes.resize(bytes.size() + padding, std::byte{0xFF});
        return bytes;
    };
    CodedTextScanner scanner(&decoder.codes(), false, memory);
    CheckedText found;
    for (std::size_t size = 0; size <= 40; ++size) {
        const std::string_view part = std::string_view(text).substr(0, size);
        const Bytes bytes = coded(part, HuffmanDecoder::slack);
        const std::byte* const end = bytes.data() + bytes.size();
        CHECK(scanner.scan(bytes.data(), end, 40, found) == end - HuffmanDecoder::slack);
        CHECK(found.text == part);
        CHECK(found.is_temporary);
        CHECK(found.is_short == (size <= short_text_room));
        CHECK(scanner.scan(bytes.data(), end - 1, 40, found) == nullptr);
        if (size != 0) CHECK(scanner.scan(bytes.data(), end, size - 1, found) == nullptr);
    }
    const Bytes all = coded(text, HuffmanDecoder::slack);
    CHECK(scanner.scan(all.data(), all.data() + all.size(), 100, found) != nullptr);
    CHECK(found.text == text);
    // More bits than it has room for.
    std::string repeated;
    while (repeated.size() < 10'000)
        repeated += text;
    const Bytes long_bytes = coded(repeated, HuffmanDecoder::slack);
    const std::byte* const long_end = long_bytes.data() + long_bytes.size();
    CHECK(scanner.scan(long_bytes.data(), long_end, 100'000, found) == nullptr);

    const auto gives_up = [&](CodedTextScanner other) {
        return other.scan(all.data(), all.data() + all.size(), 100, found) == nullptr;
    };
    CHECK(gives_up(CodedTextScanner(nullptr, false, memory)));
    CHECK(gives_up(CodedTextScanner(&decoder.codes(), true, memory)));
    Budget little(100);
    CHECK(gives_up(CodedTextScanner(&decoder.codes(), false, little)));
    CHECK(little.left() == 100);
}

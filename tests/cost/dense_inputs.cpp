// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <string_view>

#include <souris/block.hpp>
#include <souris/codec.hpp>

#include "hostile_inputs.hpp"
#include "input_parts.hpp"
#include "store/framing.hpp"
#include "support/hex.hpp"

// Inputs that expand to much more than their size: coded text, blocks, and compact forms of other
// formats.

namespace souris::test {

namespace {

/// Text tables in which a bit 0 is U+10FFFF, four bytes of UTF-8, and a bit 1 another character.
constexpr std::string_view letter_table = "00 62 F2000011";
constexpr std::string_view quote_table = "00 23 F2000011";
constexpr std::string_view bracket_table = "00 5E 5C";  // 0 is [ and 1 is ].

/// A coded string of `bits` zero bits. If `framed`, the first and last bit are 1; if `folded`, the
/// second half is 1.
struct Bits {
    std::size_t count;
    bool framed = false;
    bool folded = false;
};
Bytes coded_string(const Bits& bits) {
    Sink sink;
    sink.write_byte(0x11);
    sink.write_unsigned(bits.count);
    Bytes content((bits.count + 7) / 8);
    const auto set = [&](std::size_t bit) {
        content[bit / 8] |= static_cast<std::byte>(1U << (bit % 8));
    };
    if (bits.framed) {
        set(0);
        set(bits.count - 1);
    }
    for (std::size_t bit = bits.count / 2; bits.folded && bit < bits.count; ++bit)
        set(bit);
    sink.write_bytes(content);
    return sink.take();
}

/// `value` with its text coded by that table.
Bytes coded(std::string_view table, const Bytes& value) {
    Sink sink;
    sink.write_byte(detail::v2_text_table_flag);
    write_block(sink, Compression::stored, Layout::v2, append(from_hex(table), value));
    return sink.take();
}

/// An array or map of as many `part` as fit.
Bytes many(std::uint8_t tag, const Bytes& part, std::size_t size) {
    const std::size_t count = std::max<std::size_t>(1, size / part.size());
    Bytes bytes = head(tag, count);
    for (std::size_t i = 0; i < count; ++i)
        bytes.insert(bytes.end(), part.begin(), part.end());
    return bytes;
}

Bytes coded_entry(std::size_t bits) {
    return append(coded_string({bits}), from_hex("90"));
}

/// Nested maps, each with a coded key.
Bytes nested_coded_keys(std::size_t size, std::size_t bits) {
    const Bytes key = coded_string({bits});
    Bytes value;
    while (value.size() + key.size() < size)
        value = append(append(std::move(value), from_hex("82")), key);
    return append(std::move(value), from_hex("90"));
}

/// A packed binary value of `unpacked` bytes.
Bytes packed_binary(Compression compression, std::size_t unpacked) {
    Sink sink;
    sink.write_byte(static_cast<std::uint8_t>(0x20U | static_cast<unsigned>(compression)));
    // Two different bytes, so that a code is needed.
    Bytes content(unpacked);
    if (compression == Compression::huffman) content.back() = std::byte{1};
    write_block(sink, compression, Layout::v2, content);
    return sink.take();
}

/// A Brotli stream of a few bytes that declares 256 trees of each kind.
Bytes brotli_of_many_trees() {
    Bytes bytes;
    std::size_t used = 0;
    const auto put = [&](std::uint64_t bits, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i, ++used) {
            if (used % 8 == 0) bytes.emplace_back();
            bytes.back() |= static_cast<std::byte>((bits >> i & 1U) << (used % 8));
        }
    };
    // RFC 7932: a window of 64 KiB; the last meta-block, not empty, of a length in four nibbles.
    put(0, 1);
    put(0b01, 2);
    put(0, 2);
    put(0xFFFF, 16);
    for (int kind = 0; kind < 3; ++kind) {
        // 256 block types, and each of their codes, and that of block counts, a single symbol.
        put(0b1111, 4);
        put(0x7F, 7);
        put(0b0001, 4);
        put(0, 9);
        put(0b0001, 4);
        put(25, 5);
        put(0, 24);
    }
    put(0, 6);
    for (int type = 0; type < 256; ++type)
        put(0, 2);
    for (int kind = 0; kind < 2; ++kind) {
        // 256 trees, and a context map that is all of a single symbol.
        put(0b1111, 4);
        put(0x7F, 7);
        put(0, 1);
        put(0b0001, 4);
        put(0, 8);
        put(0, 1);
    }
    put(0, 64);
    return bytes;
}

/// That stream, declared to unpack to few bytes.
Bytes many_trees(std::size_t /*size*/) {
    constexpr std::uint64_t claimed = 64;
    Sink sink;
    const Bytes stream = brotli_of_many_trees();
    sink.write_byte(0x24);
    sink.write_unsigned(claimed);
    sink.write_unsigned(stream.size());
    sink.write_bytes(stream);
    return sink.take();
}

/// A zstd frame of many compressed blocks without content, declared to unpack to the most that so
/// many can.
Bytes empty_blocks(std::size_t size) {
    const Bytes block = from_hex("140000 0000");
    const std::size_t count = std::max<std::size_t>(1, size / block.size());
    Bytes frame = from_hex("28B52FFD 00 38");
    for (std::size_t i = 0; i < count; ++i)
        frame.insert(frame.end(), block.begin(), block.end());
    frame = append(std::move(frame), from_hex("010000"));
    Sink sink;
    sink.write_byte(0x25);
    sink.write_unsigned(std::uint64_t{count} << 17U);
    sink.write_unsigned(frame.size());
    sink.write_bytes(frame);
    return sink.take();
}

/// A CBOR head with a four-byte number.
Bytes cbor_head(std::uint8_t major, std::size_t number) {
    Bytes bytes{static_cast<std::byte>(unsigned{major} << 5U | 26U)};
    for (unsigned shift = 32; shift != 0;) {
        shift -= 8;
        bytes.push_back(static_cast<std::byte>(number >> shift));
    }
    return bytes;
}

Bytes text_bytes(std::string_view text) {
    const auto bytes = as_byte_span(text);
    return {bytes.begin(), bytes.end()};
}

/// JSON under tag 262.
Bytes cbor_json(const std::string& text) {
    return append(from_hex("D9 0106"), append(cbor_head(2, text.size()), text_bytes(text)));
}

/// A tagged map for a binary value, with one byte per element.
Bytes cbor_tagged(std::size_t size) {
    Bytes bytes = from_hex("A2 6B 736F757269735F74797065 02 65 6279746573");
    bytes = append(std::move(bytes), cbor_head(4, size));
    bytes.resize(bytes.size() + size);
    return bytes;
}

/// A MessagePack head with a four-byte number.
Bytes msgpack_head(std::uint8_t tag, std::size_t number) {
    Bytes bytes = cbor_head(0, number);
    bytes.front() = std::byte{tag};
    return bytes;
}

constexpr HostileInput dense[] = {
    {"coded text", InputForm::packed,
     [](std::size_t n) { return coded(letter_table, coded_string({8 * n})); }},
    {"coded strings", InputForm::packed,
     [](std::size_t n) { return coded(letter_table, many(array_tag, coded_string({600}), n)); }},
    {"coded strings, short", InputForm::packed,
     [](std::size_t n) { return coded(letter_table, many(array_tag, coded_string({8}), n)); }},
    {"coded keys", InputForm::packed,
     [](std::size_t n) { return coded(letter_table, many(map_tag, coded_entry(2000), n)); }},
    {"coded keys, short", InputForm::packed,
     [](std::size_t n) { return coded(letter_table, many(map_tag, coded_entry(7), n)); }},
    {"coded keys, nested", InputForm::packed,
     [](std::size_t n) { return coded(letter_table, nested_coded_keys(n, 500)); }},
    {"coded keys, long and nested", InputForm::packed,
     [](std::size_t n) { return coded(letter_table, nested_coded_keys(n, 2 * n)); }},
    {"coded JSON", InputForm::packed,
     [](std::size_t n) {
         return coded(quote_table, append(from_hex("70"), coded_string({8 * n, true})));
     }},
    {"coded JSON, nested", InputForm::packed,
     [](std::size_t n) {
         return coded(bracket_table, append(from_hex("70"), coded_string({8 * n, false, true})));
     }},
    {"LZ4 binary", InputForm::value,
     [](std::size_t n) { return packed_binary(Compression::lz4, 64 * n); }},
    {"run-length binary", InputForm::value,
     [](std::size_t n) { return packed_binary(Compression::run_length, 64 * n); }},
    {"Huffman binary", InputForm::value,
     [](std::size_t n) { return packed_binary(Compression::huffman, 8 * n); }},
    {"Brotli binary", InputForm::value,
     [](std::size_t n) { return packed_binary(Compression::brotli, 64 * n); }},
    {"Brotli, of many trees", InputForm::value, many_trees},
    {"zstd binary", InputForm::value,
     [](std::size_t n) { return packed_binary(Compression::zstd, 64 * n); }},
    {"zstd, of blocks that yield nothing", InputForm::value, empty_blocks},
    {"Huffman bomb", InputForm::packed,
     [](std::size_t n) {
         Sink sink;
         sink.write_byte(static_cast<std::uint8_t>(Compression::huffman));
         write_block(sink, Compression::huffman, Layout::v2,
                     many(array_tag, from_hex("90"), 8 * n));
         return sink.take();
     }},
    {"empty binaries", InputForm::value,
     [](std::size_t n) { return many(array_tag, from_hex("20 00"), n); }},
    {"LZ4 binaries", InputForm::value,
     [](std::size_t n) { return many(array_tag, packed_binary(Compression::lz4, 300), n); }},
    {"JSON value, a string", InputForm::value,
     [](std::size_t n) {
         Sink sink;
         sink.write_byte(0x70);
         sink.write_byte(0x10);
         sink.write_unsigned(n + 2);
         sink.write_bytes(text_bytes('"' + std::string(n, 'x') + '"'));
         return sink.take();
     }},
    {"time zones", InputForm::value,
     [](std::size_t n) { return many(array_tag, from_hex("A0 10 01 61"), n); }},
    {"JSON, a string of one escape", InputForm::json,
     [](std::size_t n) { return text_bytes("\"\\n" + std::string(n, 'x') + '"'); }},
    {"JSON, a string longer than the last", InputForm::json,
     [](std::size_t n) {
         std::string text = "[";
         for (std::size_t i = 0; text.size() < n; ++i)
             text += "\"\\n" + std::string(i, 'x') + "\",";
         text.back() = ']';
         return text_bytes(text);
     }},
    {"CBOR, nulls", InputForm::cbor,
     [](std::size_t n) { return append(cbor_head(4, n), repeated("F6", n)); }},
    {"CBOR, empty arrays", InputForm::cbor,
     [](std::size_t n) { return append(cbor_head(4, n), repeated("80", n)); }},
    {"CBOR, nested arrays", InputForm::cbor,
     [](std::size_t n) { return append(repeated("81", n), from_hex("F6")); }},
    {"CBOR, nested arrays without a size", InputForm::cbor,
     [](std::size_t n) { return append(repeated("9F", n / 2), repeated("FF", n / 2)); }},
    {"CBOR, arrays of one", InputForm::cbor,
     [](std::size_t n) { return append(cbor_head(4, n / 2), repeated("81 F6", n / 2)); }},
    {"CBOR, one key", InputForm::cbor,
     [](std::size_t n) { return append(cbor_head(5, n / 2), repeated("60 F6", n / 2)); }},
    {"CBOR, one byte strings", InputForm::cbor,
     [](std::size_t n) {
         return append(from_hex("5F"), append(repeated("41 00", n / 2), from_hex("FF")));
     }},
    {"CBOR, JSON", InputForm::cbor,
     [](std::size_t n) { return cbor_json(std::string(n / 2, '[') + std::string(n / 2, ']')); }},
    {"CBOR, a tagged map", InputForm::cbor, cbor_tagged},
    {"CBOR, tagged maps inside one another", InputForm::cbor,
     [](std::size_t n) {
         const Bytes level = from_hex("A2 6B 736F757269735F74797065 08 63 6D6170");
         return append(repeated(to_hex(level), n), from_hex("A0"));
     }},
    {"MessagePack, nulls", InputForm::msgpack,
     [](std::size_t n) { return append(msgpack_head(0xDD, n), repeated("C0", n)); }},
    {"MessagePack, nested arrays", InputForm::msgpack,
     [](std::size_t n) { return append(repeated("91", n), from_hex("C0")); }},
    {"MessagePack, one key", InputForm::msgpack,
     [](std::size_t n) { return append(msgpack_head(0xDF, n / 2), repeated("A0 C0", n / 2)); }},
};

}  // namespace

std::span<const HostileInput> dense_inputs() {
    return dense;
}

}  // namespace souris::test

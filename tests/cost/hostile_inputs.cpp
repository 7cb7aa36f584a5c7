// SPDX-License-Identifier: MIT
#include "hostile_inputs.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <string>
#include <vector>

#include <souris/block.hpp>
#include <souris/codec.hpp>
#include <souris/detail/endian.hpp>
#include <souris/type.hpp>
#include <souris/utf8.hpp>

#include "input_parts.hpp"
#include "store/framing.hpp"
#include "support/hex.hpp"

namespace souris::test {

namespace {

/// An array of as many `element` as fit.
Bytes array_of(std::string_view element, std::size_t size) {
    const std::size_t count = size / from_hex(element).size();
    return append(head(array_tag, count), repeated(element, count));
}

/// A map whose keys are the 64-bit numbers that `key_of` computes from their indices.
template <class KeyOf>
Bytes map_of_keys(std::size_t size, KeyOf key_of) {
    constexpr std::size_t entry_size = 2 + 8 + 1;
    const std::size_t count = size / entry_size;
    Sink sink;
    sink.write_bytes(head(map_tag, count));
    for (std::size_t i = 0; i < count; ++i) {
        sink.write_byte(0x10);
        sink.write_unsigned(8);
        sink.write_little_endian<std::uint64_t>(key_of(i));
        sink.write_byte(0x90);
    }
    return sink.take();
}

/// Eight characters of hexadecimal digits.
std::uint64_t digits_of(std::size_t number) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::uint64_t text = 0;
    for (unsigned i = 0; i < 8; ++i)
        text = text << 8U | static_cast<unsigned char>(digits[number >> (4 * i) & 0xFU]);
    return text;
}

/// Many small maps, whose keys differ only in the middle, which the fingerprints of small maps do
/// not include.
Bytes same_fingerprints(std::size_t size) {
    Sink map;
    map.write_bytes(head(map_tag, 64));
    for (unsigned i = 0; i < 64; ++i) {
        std::string key(48, 'a');
        key[20] = static_cast<char>('0' + i);
        map.write_byte(0x10);
        map.write_unsigned(key.size());
        map.write_bytes(std::as_bytes(std::span(key)));
        map.write_byte(0x90);
    }
    const Bytes one = map.take();
    const std::size_t count = std::max<std::size_t>(1, size / one.size());
    Bytes bytes = head(array_tag, count);
    for (std::size_t i = 0; i < count; ++i)
        bytes = append(std::move(bytes), one);
    return bytes;
}

/// A table in which each branch has one leaf, and strings of the deepest character.
Bytes chain_table(std::size_t size) {
    // A leaf takes up to four bytes, its branch one.
    const std::size_t leaves = std::clamp<std::size_t>(size / 10, 2, 1'112'064);
    Sink body;
    std::uint32_t character = 0;
    const auto write_leaf = [&] {
        while (!is_scalar_value(character))
            ++character;
        body.write_unsigned(character + 1);
        ++character;
    };
    for (std::size_t i = 0; i + 1 < leaves; ++i) {
        body.write_byte(0);
        write_leaf();
    }
    write_leaf();
    const std::size_t bits = (leaves - 1);
    const std::size_t string_size = bits / 8 + 8;
    const std::size_t used = static_cast<std::size_t>(body.size());
    const std::size_t strings = size > used ? (size - used) / string_size : 0;
    body.write_bytes(head(array_tag, strings));
    for (std::size_t i = 0; i < strings; ++i) {
        body.write_byte(0x11);
        body.write_unsigned(bits);
        body.write_bytes(Bytes((bits + 7) / 8));
    }
    Sink packed;
    packed.write_byte(detail::v2_text_table_flag);
    write_block(packed, Compression::stored, Layout::v2, body.view());
    return packed.take();
}

/// A table of many characters, and many strings of a few bits.
Bytes tiny_coded_strings(std::size_t size) {
    constexpr std::uint32_t leaves = 250;
    Sink body;
    for (std::uint32_t i = 0; i + 1 < leaves; ++i) {
        body.write_byte(0);
        body.write_unsigned(i + 1);
    }
    body.write_unsigned(leaves);
    body.write_bytes(array_of("11 01 01", size));
    Sink packed;
    packed.write_byte(detail::v2_text_table_flag);
    write_block(packed, Compression::stored, Layout::v2, body.view());
    return packed.take();
}

/// A body that unpacks to an array of nulls of `unpacked` bytes.
Bytes bomb(Compression compression, std::size_t unpacked) {
    Sink packed;
    packed.write_byte(static_cast<std::uint8_t>(compression));
    write_block(packed, compression, Layout::v2, array_of("90", unpacked));
    return packed.take();
}

/// Many binary values, each with its own tree.
Bytes many_byte_trees(std::size_t size) {
    Bytes one = from_hex("23 02");
    for (unsigned i = 0; i < 255; ++i)
        one = append(std::move(one), {std::byte{0}, std::byte{1}, static_cast<std::byte>(i)});
    one = append(std::move(one), from_hex("01 FF 01 01"));
    const std::size_t count = std::max<std::size_t>(1, size / one.size());
    Bytes bytes = head(array_tag, count);
    for (std::size_t i = 0; i < count; ++i)
        bytes.insert(bytes.end(), one.begin(), one.end());
    return bytes;
}

/// A string of `content` alone.
Bytes string_of(std::uint8_t tag, const Bytes& content) {
    Sink sink;
    sink.write_byte(tag);
    sink.write_unsigned(content.size());
    sink.write_bytes(content);
    return sink.take();
}

/// Text that is invalid UTF-8 only at its end.
Bytes late_bad_utf8(std::size_t size) {
    Bytes text = repeated("E6 97 A5", size / 3);
    text.back() = std::byte{0xFF};
    return string_of(0x10, text);
}

/// Each level claims as many elements as could still follow.
Bytes greedy_counts(std::size_t size) {
    Sink sink;
    while (sink.size() + 8 < size) {
        sink.write_byte(array_tag | 1U);
        // Bytes that outer levels need for their other children are not available to this one.
        sink.write_unsigned(1);
    }
    sink.write_byte(array_tag | 1U);
    sink.write_unsigned(size);
    return sink.take();
}

/// The outermost array takes all the room and contains only tags.
Bytes greedy_root(std::size_t size) {
    Bytes bytes = head(array_tag, size / 2);
    return append(std::move(bytes), repeated("B3", size / 2));
}

Bytes text(std::string text_bytes) {
    const auto bytes = std::as_bytes(std::span(text_bytes));
    return {bytes.begin(), bytes.end()};
}

std::string repeat_text(std::string_view unit, std::size_t size) {
    std::string result;
    while (result.size() + unit.size() <= size)
        result += unit;
    return result;
}

/// A JSON value.
Bytes json_value(const std::string& json) {
    return append({std::byte{0x70}}, string_of(0x10, text(json)));
}

std::string nested(std::size_t size, char open, char close) {
    return std::string(size / 2, open) + std::string(size / 2, close);
}

std::string repeated_members(std::string_view member, std::size_t size) {
    std::string json = "{" + repeat_text(std::string(member) + ",", size);
    json.back() = '}';
    return json;
}

/// A store that begins like layout v1 and continues like v2.
Bytes ambiguous_store(std::size_t size) {
    Sink sink;
    sink.write_bytes(as_byte_span(detail::store_magic));
    sink.write_bytes(from_hex("00 81"));
    sink.write_unsigned(size / 3);
    sink.write_bytes(repeated("10 00 81", size / 3));
    return sink.take();
}

/// A store that ends immediately, followed by other bytes.
Bytes trailing_store(std::size_t size) {
    Sink sink;
    sink.write_bytes(as_byte_span(detail::store_magic));
    sink.write_bytes(from_hex("00 01 80"));
    sink.write_bytes(repeated("53 44 42 43", size / 4));
    return sink.take();
}

constexpr auto value = InputForm::value;
constexpr auto packed = InputForm::packed;
constexpr auto store = InputForm::store;
constexpr auto json = InputForm::json;

// Inputs from lambdas are short; longer ones are functions above.
constexpr HostileInput inputs[] = {
    {"nested arrays", value,
     [](std::size_t n) { return append(repeated("B2", n - 1), from_hex("B0")); }},
    {"nested arrays, cut", value, [](std::size_t n) { return repeated("B2", n); }},
    {"nested maps", value,
     [](std::size_t n) { return append(repeated("82 10 00", n / 3), from_hex("80")); }},
    {"nested maps and arrays", value,
     [](std::size_t n) { return append(repeated("B2 82 10 00", n / 4), from_hex("90")); }},
    {"array of nulls", value, [](std::size_t n) { return array_of("90", n); }},
    {"array of empty arrays", value, [](std::size_t n) { return array_of("B0", n); }},
    {"array of arrays of one", value, [](std::size_t n) { return array_of("B2 90", n); }},
    {"array of maps of one", value, [](std::size_t n) { return array_of("82 10 00 90", n); }},
    {"one key, again and again", value,
     [](std::size_t n) { return append(head(map_tag, n / 3), repeated("10 00 90", n / 3)); }},
    {"many short keys", value, [](std::size_t n) { return map_of_keys(n, digits_of); }},
    {"keys alike at both ends", value, same_fingerprints},
    {"keys that are multiples", value,
     [](std::size_t n) {
         return map_of_keys(n, [](std::size_t i) { return digits_of(i << 8U); });
     }},
    {"counts that leave nothing", value, greedy_counts},
    {"a count of all that is there", value, greedy_root},
    {"integers longer than needed", value,
     [](std::size_t n) {
         return array_of("40 FF 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00", n);
     }},
    {"largest integers", value,
     [](std::size_t n) {
         return array_of("40 FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF", n);
     }},
    {"complex numbers", value, [](std::size_t n) { return array_of("51 00 00", n); }},
    {"time stamps", value, [](std::size_t n) { return array_of("61 00 01 01 00 00 00 00", n); }},
    {"text that is bad at its end", value, late_bad_utf8},
    {"empty packed binaries", value, [](std::size_t n) { return array_of("22 00", n); }},
    {"run-length binaries", value, [](std::size_t n) { return array_of("21 02 FF 00", n); }},
    {"Huffman binaries of one byte", value,
     [](std::size_t n) { return array_of("23 01 01 07", n); }},
    {"Brotli binaries", value, [](std::size_t n) { return array_of("24 00 01 06", n); }},
    {"zstd binaries", value,
     [](std::size_t n) { return array_of("25 00 09 28B52FFD0000010000", n); }},
    {"binaries with a tree each", value, many_byte_trees},
    {"JSON values of nothing much", value,
     [](std::size_t n) { return array_of("70 10 01 30", n); }},
    {"JSON value, nested", value, [](std::size_t n) { return json_value(nested(n, '[', ']')); }},
    {"chain of a table", packed, chain_table},
    {"tiny coded strings", packed, tiny_coded_strings},
    {"run-length bomb", packed,
     [](std::size_t n) { return bomb(Compression::run_length, n * 127); }},
    {"LZ4 bomb", packed, [](std::size_t n) { return bomb(Compression::lz4, n * 254); }},
    {"Brotli bomb", packed, [](std::size_t n) { return bomb(Compression::brotli, n * 128); }},
    {"zstd bomb", packed, [](std::size_t n) { return bomb(Compression::zstd, n * 128); }},
    {"two layouts", store, ambiguous_store},
    {"trailers without end", store, trailing_store},
    {"JSON, nested arrays", json, [](std::size_t n) { return text(nested(n, '[', ']')); }},
    {"JSON, nested objects", json, [](std::size_t n) { return text(repeat_text("{\"\":", n)); }},
    {"JSON, empty arrays", json,
     [](std::size_t n) { return text("[" + repeat_text("[],", n) + "0]"); }},
    {"JSON, one key", json, [](std::size_t n) { return text(repeated_members("\"\":0", n)); }},
    {"JSON, escapes", json,
     [](std::size_t n) { return text("\"" + repeat_text("\\u00e9", n) + "\""); }},
    {"JSON, one long number", json, [](std::size_t n) { return text(std::string(n, '9')); }},
    {"JSON, a long fraction", json, [](std::size_t n) { return text("0." + std::string(n, '3')); }},
    {"JSON, tagged values", json,
     [](std::size_t n) {
         return text("[" + repeat_text(R"({"souris_type":2,"bytes":[]},)", n) + "0]");
     }},
};

}  // namespace

std::span<const HostileInput> hostile_inputs() {
    static const std::vector<HostileInput> all = [] {
        std::vector<HostileInput> both(std::begin(inputs), std::end(inputs));
        for (const auto& others : {dense_inputs(), column_inputs()})
            both.insert(both.end(), others.begin(), others.end());
        return both;
    }();
    return all;
}

}  // namespace souris::test

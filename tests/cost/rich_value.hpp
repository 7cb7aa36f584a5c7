// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>

#include <souris/block.hpp>
#include <souris/codec.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>
#include <souris/text_encoder.hpp>
#include <souris/value.hpp>

#include "store/framing.hpp"

// A small value with everything that allocates memory, written in all ways.

namespace souris::test {

/// Too long to fit inside a value.
inline constexpr std::string_view long_text = "the cheese is on the uppermost shelf";

/// All sixteen types, text and binary inside and outside values, a map with an index, and enough
/// levels to make stacks grow.
inline Map rich_map() {
    Map map;
    map["character"] = U'\U0001F42D';
    map["boolean"] = true;
    map["integers"] = Array{1, -1, Integer::max(), Integer::min()};
    map["floats"] = Array{0.5, 0.25F};
    map["complex"] = Array{Complex(Integer::min(), 3), Complex::polar(1.0, 0.5)};
    map["time"] = Timestamp{2024, 2, 29, 12, 0, 0, 500'000'000};
    map["zones"] = Array{TimeZone(), TimeZone::parse("America/Argentina/Buenos_Aires").value()};
    map["json"] = JsonText::parse(R"({"mice":[1,2.5,"\u00e9",null,{"tail":true}]})").value();
    map["addresses"] = Array{Ipv4(127, 0, 0, 1), Ipv6({0x2001, 0xDB8, 0, 0, 0, 0, 0, 1})};
    map["nothing"] = nullptr;
    map["binary"] = Array{Bytes(40, std::byte{7}), Bytes(5, std::byte{9})};
    map[long_text] = Array{long_text, "mouse", std::string(long_text) + " again"};
    Map many;
    for (int i = 0; i < 70; ++i)
        many["key " + std::to_string(i)] = i % 7;
    map["many"] = std::move(many);
    Value deep = "bottom";
    for (int i = 0; i < 10; ++i) {
        deep = i % 2 == 0 ? Value(Array{std::move(deep), i}) : Value(Map{{long_text, deep}});
    }
    map["deep"] = std::move(deep);
    return map;
}

/// The root of a store after a text table, with all text coded.
inline Bytes coded_body(const Value& root, Layout layout) {
    TextFrequencies frequencies;
    for (char c = ' '; c <= '~'; ++c)
        frequencies.add(std::string_view(&c, 1), c == 'e' ? 50 : 5);
    const TextEncoder encoder = TextEncoder::build(frequencies).value();
    Sink sink;
    encoder.write_table(sink);
    EncodeOptions options;
    options.layout = layout;
    if (!encode_value(sink, root, &encoder, options)) return {};
    return sink.take();
}

/// A store in layout v2 without the magic, which is a packed value.
inline Bytes packed_body(const Bytes& body, Compression compression) {
    Sink sink;
    sink.write_byte(
        static_cast<std::uint8_t>(static_cast<unsigned>(compression) | detail::v2_text_table_flag));
    write_block(sink, compression, Layout::v2, body);
    return sink.take();
}

/// `root` as a store in layout v2 with coded text.
inline Bytes coded_store(const Value& root, Compression compression) {
    Sink sink;
    sink.write_bytes(as_byte_span(detail::store_magic));
    sink.write_bytes(packed_body(coded_body(root, Layout::v2), compression));
    return sink.take();
}

/// `root` as a store in layout v1 with coded text.
inline Bytes coded_store_v1(const Value& root) {
    Sink sink;
    sink.write_bytes(as_byte_span(detail::store_magic));
    sink.write_byte(detail::v1_text_table_flag);
    sink.write_bytes(coded_body(root, Layout::v1));
    return sink.take();
}

inline constexpr std::array compressions{Compression::stored, Compression::run_length,
                                         Compression::lz4,    Compression::huffman,
                                         Compression::brotli, Compression::zstd};

/// `root` as a bare value, with binary values packed in every way.
inline Bytes packed_binaries() {
    Sink sink;
    sink.write_byte(0xBC);
    for (const Compression compression : compressions) {
        sink.write_byte(static_cast<std::uint8_t>(0x20U | static_cast<unsigned>(compression)));
        write_block(sink, compression, Layout::v2, Bytes(300, std::byte{5}));
    }
    return sink.take();
}

}  // namespace souris::test

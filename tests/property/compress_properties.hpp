// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/huffman_decoder.hpp>
#include <souris/sink.hpp>
#include <souris/text_decoder.hpp>
#include <souris/text_encoder.hpp>
#include <souris/utf8.hpp>

#include "bitwise_huffman.hpp"

/// Properties of compression, for any input. Each function returns whether its property holds. Used
/// by the property tests and the fuzz targets.

namespace souris::properties {

/// Memory limit of the readers below.
inline constexpr std::uint64_t memory_size = std::uint64_t{256} << 20U;

/// UTF-8 text round-trips through the code made for it; text of a single character has no code.
inline bool text_round_trips(std::string_view text) {
    TextFrequencies frequencies;
    frequencies.add(text);
    const auto encoder = TextEncoder::build(frequencies);
    if (!encoder) {
        const std::size_t first = decode_utf8(text).size;
        return text.size() < 2 || text.substr(first) == text.substr(0, text.size() - first);
    }
    const auto bits = encoder->size_in_bits(text);
    if (!bits) return false;
    Sink sink;
    encoder->write_table(sink);
    if (sink.size() != encoder->table_size()) return false;
    encoder->write(sink, text, *bits);

    Cursor cursor(sink.view());
    Budget memory(memory_size);
    const auto decoder = TextDecoder::read(cursor, memory);
    std::string back = "before";
    return decoder && decoder->decode(cursor, back, text.size(), refuse_non_canonical()) &&
           cursor.at_end() && back.substr(0, 6) == "before" && back.substr(6) == text;
}

/// Decoding at once gives the same as decoding in pieces, and nothing after an error.
inline bool decode_all_agrees(const HuffmanDecoder& decoder, const BitString& string,
                              const Bytes& output, bool is_error) {
    Bytes bits(string.bytes.begin(), string.bytes.end());
    // Bytes after the bits must not matter.
    bits.resize(bits.size() + HuffmanDecoder::slack, std::byte{0xA5});
    Bytes room(static_cast<std::size_t>(HuffmanDecoder::room_for(string.bit_count)));
    const std::byte* const end = decoder.decode_all(bits.data(), string.bit_count, room.data());
    if (end == nullptr || is_error) return end == nullptr && is_error;
    const auto size = static_cast<std::size_t>(end - room.data());
    return std::ranges::equal(std::span(room).first(size), output);
}

/// Decoding with tables gives the same as walking the tree bit by bit, errors included.
inline bool decoders_agree(std::span<const std::byte> input, Alphabet alphabet) {
    const BitwiseHuffman::Outcome expected = BitwiseHuffman::decode(input, alphabet);
    Cursor cursor(input);
    Budget memory(memory_size);
    const auto decoder = HuffmanDecoder::read(cursor, alphabet, memory);
    if (!decoder) return decoder.error() == expected.error;
    const auto string = read_bit_string(cursor);
    if (!string) return string.error() == expected.error;
    BitReader bits(string->bytes, string->bit_count);
    // The smallest possible output buffer, so that decoding stops and resumes everywhere.
    std::array<std::byte, HuffmanDecoder::least_room + 3> room;
    Bytes output;
    do {
        const auto size = decoder->decode(bits, room);
        if (!size) {
            return size.error() == expected.error && decode_all_agrees(*decoder, *string, {}, true);
        }
        output.insert(output.end(), room.begin(),
                      room.begin() + static_cast<std::ptrdiff_t>(*size));
    } while (bits.remaining() != 0);
    return expected.error == ErrorCode::none && output == expected.output &&
           decode_all_agrees(*decoder, *string, output, false);
}

/// A text decoder produces well-formed UTF-8 or leaves its output unchanged.
inline bool decoded_text_is_sound(std::span<const std::byte> input) {
    constexpr std::uint64_t max_size = 1000;
    Cursor cursor(input);
    Budget memory(memory_size);
    const auto decoder = TextDecoder::read(cursor, memory);
    if (!decoder) return true;
    const std::size_t start = cursor.offset();
    std::string text;
    if (decoder->decode(cursor, text, max_size)) return is_utf8(text) && text.size() <= max_size;
    return text.empty() && cursor.offset() == start;
}

inline std::vector<Compression> known_compressions(Layout layout) {
    std::vector<Compression> all{Compression::stored,  Compression::run_length, Compression::lz4,
                                 Compression::huffman, Compression::brotli,     Compression::zstd};
    std::erase_if(all, [&](Compression each) { return !is_known(each, layout); });
    return all;
}

/// `block` unpacks to `bytes` and is consumed completely.
inline bool unpacks_to(std::span<const std::byte> block, Compression compression, Layout layout,
                       std::span<const std::byte> bytes) {
    Cursor cursor(block);
    Budget memory(memory_size);
    auto back = read_block(cursor, static_cast<std::uint8_t>(compression), layout, Limits(), memory,
                           refuse_non_canonical());
    return back && cursor.at_end() && std::ranges::equal(back->bytes(), bytes) &&
           std::ranges::equal(std::move(*back).take(), bytes);
}

/// Bytes round-trip through each packing of the layout. Of the packings that sourisdb reads, the
/// chosen one is the shortest, and its size is as predicted. Brotli is omitted without
/// `with_brotli`.
inline bool blocks_round_trip(std::span<const std::byte> bytes, Layout layout,
                              bool with_brotli = true) {
    const BlockChoice choice = choose_block(bytes, layout);
    Sink chosen;
    write_block(chosen, choice, layout, bytes);
    if (chosen.size() != choice.size) return false;
    if (!unpacks_to(chosen.view(), choice.compression, layout, bytes)) return false;
    for (const Compression compression : known_compressions(layout)) {
        if (compression == Compression::brotli && !with_brotli) continue;
        Sink sink;
        write_block(sink, compression, layout, bytes);
        if (!unpacks_to(sink.view(), compression, layout, bytes)) return false;
        if (!is_portable(compression, layout)) continue;
        if (sink.size() < chosen.size()) return false;
        if (sink.size() == chosen.size() && compression < choice.compression) return false;
    }
    return true;
}

/// The packing chosen by a profile unpacks, is no longer than the stored form, and is portable
/// unless extended.
inline bool profile_round_trips(std::span<const std::byte> bytes, Layout layout, Profile profile,
                                bool extended) {
    const BlockChoice choice = choose_block(bytes, layout, profile, extended);
    Sink sink;
    write_block(sink, choice, layout, bytes);
    return sink.size() == choice.size &&
           unpacks_to(sink.view(), choice.compression, layout, bytes) &&
           choice.size <= choose_block(bytes, layout, Profile::stored).size &&
           (extended || is_portable(choice.compression, layout));
}

/// Reading any bytes as a block respects the limits; a failure does not move the cursor.
inline bool block_keeps_limits(std::span<const std::byte> input, std::uint8_t id, Layout layout) {
    Limits limits;
    limits.max_output = std::uint64_t{1} << 16U;
    Budget memory(std::uint64_t{1} << 20U);
    Cursor cursor(input);
    const auto block = read_block(cursor, id, layout, limits, memory);
    return block ? block->bytes().size() <= limits.max_output : cursor.offset() == 0;
}

}  // namespace souris::properties

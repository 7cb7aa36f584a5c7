// SPDX-License-Identifier: MIT
#include <cassert>
#include <utility>
#include <vector>

#include <souris/bit_stream.hpp>
#include <souris/text_encoder.hpp>
#include <souris/utf8.hpp>

#include "compress/huffman_code.hpp"

namespace souris { inline namespace v0 {
namespace {

using detail::HuffmanCode;
using detail::HuffmanLeaf;

/// Calls `take_ascii(index)` or `take(code_point)` for each character of `text`. Stops and returns
/// false if one of the calls does, or at the first byte that is not UTF-8.
template <class TakeAscii, class Take>
bool for_each_character(std::string_view text, TakeAscii take_ascii, Take take) {
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        if (byte < 0x80) {
            if (!take_ascii(byte)) return false;
            ++i;
            continue;
        }
        const DecodedCharacter character = decode_utf8(text.substr(i));
        if (character.size == 0 || !take(character.code_point)) return false;
        i += character.size;
    }
    return true;
}

}  // namespace

void TextFrequencies::add(std::string_view text, std::uint64_t times) {
    for_each_character(
        text,
        [&](std::uint8_t index) {
            counts_.ascii()[index] += times;
            return true;
        },
        [&](char32_t code_point) {
            counts_.at(code_point) += times;
            return true;
        });
}

std::optional<TextEncoder> TextEncoder::build(const TextFrequencies& frequencies, Ties ties) {
    std::vector<detail::SymbolCount> counts;
    frequencies.counts().for_each([&](char32_t code_point, std::uint64_t count) {
        counts.push_back({static_cast<std::uint32_t>(code_point), count});
    });
    if (counts.size() < 2) return std::nullopt;
    return TextEncoder(detail::optimal_code(std::move(counts), ties));
}

TextEncoder TextEncoder::with_lengths(std::span<const CodeLength> lengths) {
    std::vector<detail::SymbolLength> symbols;
    symbols.reserve(lengths.size());
    for (const CodeLength& each : lengths)
        symbols.push_back({static_cast<std::uint32_t>(each.character), each.bits});
    return TextEncoder(detail::canonical_code(std::move(symbols)));
}

TextEncoder::TextEncoder(std::span<const HuffmanLeaf> leaves) {
    for (const HuffmanLeaf& leaf : leaves)
        codes_.at(leaf.symbol) = leaf.code.packed();
    Sink table;
    detail::write_tree(table, leaves, [](Sink& sink, std::uint32_t code_point) {
        sink.write_unsigned(std::uint64_t{code_point} + 1);
    });
    table_ = table.take();
}

unsigned TextEncoder::code_length(char32_t character) const noexcept {
    return HuffmanCode(codes_[character]).length();
}

std::optional<std::uint64_t> TextEncoder::size_in_bits(std::string_view text) const noexcept {
    const std::uint64_t* const ascii = codes_.ascii();
    std::uint64_t bits = 0;
    const auto count = [&bits](std::uint64_t packed) {
        bits += HuffmanCode(packed).length();
        return packed != 0;
    };
    const bool has_codes = for_each_character(
        text, [&](std::uint8_t index) { return count(ascii[index]); },
        [&](char32_t code_point) { return count(codes_[code_point]); });
    if (!has_codes) return std::nullopt;
    return bits;
}

void TextEncoder::write(Sink& sink, std::string_view text, std::uint64_t bits) const {
    assert(size_in_bits(text) == bits);
    sink.write_unsigned(bits);
    BitWriter writer(sink.reserve(detail::room_for_bits(bits)));
    const std::uint64_t* const ascii = codes_.ascii();
    const auto append = [&writer](std::uint64_t packed) {
        assert(packed != 0);
        const HuffmanCode code(packed);
        writer.write(code.bits(), code.length());
        return true;
    };
    for_each_character(
        text, [&](std::uint8_t index) { return append(ascii[index]); },
        [&](char32_t code_point) { return append(codes_[code_point]); });
    sink.commit(writer.finish());
}

}}  // namespace souris::v0

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <souris/detail/endian.hpp>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Classifies 64 bytes of JSON text, with one bit per byte, the first byte lowest.

namespace souris { inline namespace v0 { namespace detail {

struct JsonBlock {
    static constexpr std::size_t size = 64;

    std::uint64_t quotes = 0;
    std::uint64_t backslashes = 0;
    /// Brackets, braces, commas and colons.
    std::uint64_t structure = 0;
    /// Bytes less than a space.
    std::uint64_t controls = 0;
};

/// Brackets and braces differ in this bit only.
inline constexpr unsigned char brace_bit = '{' ^ '[';

/// Processes eight bytes at a time, on any processor.
[[nodiscard]] inline JsonBlock scan_json_words(const char* text) noexcept {
    using Word = std::uint64_t;
    constexpr Word each = 0x0101010101010101;
    constexpr Word low_bits = each * 0x7F;
    // The top bit of each byte that is 0. No byte carries into the next.
    const auto zeros = [](Word word) {
        return ~(((word & low_bits) + low_bits) | word | low_bits);
    };
    const auto equal = [&](Word word, unsigned char byte) { return zeros(word ^ (each * byte)); };
    // The top bits of all bytes, side by side.
    const auto gather = [](Word tops) { return ((tops >> 7U) * 0x0102040810204080) >> 56U; };
    JsonBlock block;
    for (std::size_t i = 0; i < JsonBlock::size; i += sizeof(Word)) {
        const Word word = load_little_endian<Word>(reinterpret_cast<const std::byte*>(text + i));
        const Word braces = word | (each * brace_bit);
        block.quotes |= gather(equal(word, '"')) << i;
        block.backslashes |= gather(equal(word, '\\')) << i;
        block.structure |=
            gather(equal(braces, '{') | equal(braces, '}') | equal(word, ',') | equal(word, ':'))
            << i;
        block.controls |= gather(zeros(word & (each * 0xE0))) << i;
    }
    return block;
}

#if defined(__SSE2__)

/// Processes 16 bytes at a time.
[[nodiscard]] inline JsonBlock scan_json_vectors(const char* text) noexcept {
    const auto load = [&](std::size_t i) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + i));
    };
    const auto equal = [](__m128i bytes, char byte) {
        return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte));
    };
    const auto controls = [](__m128i bytes) {
        return _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(' ' - 1)), bytes);
    };
    const auto gather = [](__m128i bytes) {
        return std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(bytes))};
    };
    JsonBlock block;
    __m128i rare = _mm_setzero_si128();
    for (std::size_t i = 0; i < JsonBlock::size; i += sizeof(__m128i)) {
        const __m128i bytes = load(i);
        const __m128i braces = _mm_or_si128(bytes, _mm_set1_epi8(brace_bit));
        block.quotes |= gather(equal(bytes, '"')) << i;
        block.structure |= gather(_mm_or_si128(_mm_or_si128(equal(braces, '{'), equal(braces, '}')),
                                               _mm_or_si128(equal(bytes, ','), equal(bytes, ':'))))
                           << i;
        rare = _mm_or_si128(rare, _mm_or_si128(equal(bytes, '\\'), controls(bytes)));
    }
    if (_mm_movemask_epi8(rare) == 0) return block;
    for (std::size_t i = 0; i < JsonBlock::size; i += sizeof(__m128i)) {
        block.backslashes |= gather(equal(load(i), '\\')) << i;
        block.controls |= gather(controls(load(i))) << i;
    }
    return block;
}

#endif

/// `text` has `JsonBlock::size` bytes.
[[nodiscard]] inline JsonBlock scan_json_block(const char* text) noexcept {
#if defined(__SSE2__)
    return scan_json_vectors(text);
#else
    return scan_json_words(text);
#endif
}

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include <souris/detail/endian.hpp>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Scans the inside of a JSON string, many bytes at a time.

namespace souris { inline namespace v0 { namespace detail {

#if defined(__SSE2__)

/// Computes 0 for each of 16 bytes that is not literal in a string, else nonzero.
[[nodiscard]] inline __m128i plain_bytes(const char* text) noexcept {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
    const auto differ = [&](char c) { return _mm_xor_si128(bytes, _mm_set1_epi8(c)); };
    return _mm_min_epu8(_mm_min_epu8(differ('"'), differ('\\')),
                        _mm_subs_epu8(bytes, _mm_set1_epi8(' ' - 1)));
}

/// A bit for each zero among 16 bytes, the first one lowest.
[[nodiscard]] inline std::uint64_t zeros_of(__m128i bytes) noexcept {
    const int zeros = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_setzero_si128()));
    return static_cast<unsigned>(zeros);
}

#endif

/// Position after the literal characters of a string: at a quote, a backslash, a control character
/// or `end`.
[[nodiscard]] inline const char* skip_plain_json(const char* position, const char* end) noexcept {
#if defined(__SSE2__)
    constexpr std::size_t step = sizeof(__m128i);
    const auto left = [&] { return static_cast<std::size_t>(end - position); };
    while (left() >= step) {
        const std::uint64_t ends = zeros_of(plain_bytes(position));
        if (ends != 0) return position + std::countr_zero(ends);
        position += step;
        // A longer run is often much longer.
        while (left() >= 4 * step) {
            const __m128i first = plain_bytes(position);
            const __m128i second = plain_bytes(position + step);
            const __m128i third = plain_bytes(position + 2 * step);
            const __m128i fourth = plain_bytes(position + 3 * step);
            const __m128i least =
                _mm_min_epu8(_mm_min_epu8(first, second), _mm_min_epu8(third, fourth));
            if (zeros_of(least) != 0) {
                const std::uint64_t all = zeros_of(first) | zeros_of(second) << step |
                                          zeros_of(third) << 2 * step |
                                          zeros_of(fourth) << 3 * step;
                return position + std::countr_zero(all);
            }
            position += 4 * step;
        }
    }
#else
    using Word = std::uint64_t;
    constexpr Word each = 0x0101010101010101;
    // The top bit is set in each byte that is zero; possibly also in a byte above a zero.
    const auto zeros = [](Word word) { return (word - each) & ~word; };
    while (static_cast<std::size_t>(end - position) >= sizeof(Word)) {
        const auto word = load_little_endian<Word>(reinterpret_cast<const std::byte*>(position));
        const Word ends = (((word - each * ' ') & ~word) | zeros(word ^ (each * '"')) |
                           zeros(word ^ (each * '\\'))) &
                          (each << 7U);
        if (ends != 0) return position + std::countr_zero(ends) / 8;
        position += sizeof word;
    }
#endif
    while (position != end && static_cast<unsigned char>(*position) >= ' ' && *position != '"' &&
           *position != '\\')
        ++position;
    return position;
}

}}}  // namespace souris::v0::detail

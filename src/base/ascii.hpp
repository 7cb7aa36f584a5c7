// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Fast paths of UTF-8 validation without a call.

namespace souris { inline namespace v0 { namespace detail {

/// Whether all of a text is ASCII: eight bytes at a time, with an overlapping last word.
[[nodiscard]] inline bool is_ascii(const char* text, std::size_t size) noexcept {
    constexpr std::uint64_t high_bits = 0x8080808080808080;
    std::uint64_t word = 0;
    std::uint64_t seen = 0;
    if (size < sizeof word) {
        for (std::size_t i = 0; i < size; ++i)
            seen |= static_cast<unsigned char>(text[i]);
        return (seen & 0x80U) == 0;
    }
    for (std::size_t i = 0; i + sizeof word < size; i += sizeof word) {
        std::memcpy(&word, text + i, sizeof word);
        seen |= word;
    }
    std::memcpy(&word, text + size - sizeof word, sizeof word);
    return ((seen | word) & high_bits) == 0;
}

/// Whether the first and the last `block` bytes of a text are ASCII: all of it if they touch or
/// overlap.
template <std::size_t block>
[[nodiscard]] inline bool are_ends_ascii(const char* text, std::size_t size) noexcept {
    assert(size >= block && size <= 2 * block);
    const char* const end = text + size - block;
#if defined(__SSE2__)
    __m128i seen = _mm_setzero_si128();
    for (std::size_t i = 0; i < block; i += sizeof seen) {
        seen = _mm_or_si128(seen, _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + i)));
        seen = _mm_or_si128(seen, _mm_loadu_si128(reinterpret_cast<const __m128i*>(end + i)));
    }
    return _mm_movemask_epi8(seen) == 0;
#else
    return is_ascii(text, block) && is_ascii(end, block);
#endif
}

/// `is_ascii` for text of any length. If it returns false, `text` and `size` describe a rest that
/// is preceded by ASCII only. Few branches depend on the length, which the processor cannot
/// predict: checking some bytes twice costs less.
[[nodiscard]] inline bool skip_ascii(const char*& text, std::size_t& size) noexcept {
    assert(text != nullptr || size == 0);
    constexpr std::size_t step = 256;
    while (size > 2 * step) {
        if (!are_ends_ascii<step / 2>(text, step)) return false;
        text += step;
        size -= step;
    }
    if (size > step) return are_ends_ascii<step>(text, size);
    if (size > step / 2) return are_ends_ascii<step / 2>(text, size);
    if (size > step / 4) return are_ends_ascii<step / 4>(text, size);
    if (size >= step / 8) return are_ends_ascii<step / 8>(text, size);
    return is_ascii(text, size);
}

/// Maximum number of bytes that `copy_short_ascii` and `copy_shorter_ascii` copy.
inline constexpr std::size_t short_copy = 128;
inline constexpr std::size_t shorter_copy = short_copy / 2;

/// Copies the first and the last sizeof(Word) bytes of a text: all of it if they touch or overlap.
/// Returns whether they are ASCII.
template <class Word>
[[nodiscard]] inline bool copy_ends(std::byte* out, const char* text, std::size_t size) noexcept {
    assert(size >= sizeof(Word) && size <= 2 * sizeof(Word));
    Word first;
    Word last;
    std::memcpy(&first, text, sizeof first);
    std::memcpy(&last, text + size - sizeof last, sizeof last);
    std::memcpy(out, &first, sizeof first);
    std::memcpy(out + size - sizeof last, &last, sizeof last);
    return ((first | last) & static_cast<Word>(0x8080808080808080)) == 0;
}

/// The same for the first and the last `block` bytes, for larger blocks.
template <std::size_t block>
[[nodiscard]] inline bool copy_long_ends(std::byte* out, const char* text,
                                         std::size_t size) noexcept {
    assert(size >= block && size <= 2 * block);
    const std::size_t to_end = size - block;
#if defined(__SSE2__)
    // All loads come before all stores, so that no load waits for a store.
    constexpr std::size_t count = block / sizeof(__m128i);
    const auto load = [](const char* from) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    };
    __m128i first[count];
    __m128i last[count];
    __m128i seen = _mm_setzero_si128();
    for (std::size_t i = 0; i < count; ++i) {
        first[i] = load(text + i * sizeof(__m128i));
        last[i] = load(text + to_end + i * sizeof(__m128i));
        seen = _mm_or_si128(seen, _mm_or_si128(first[i], last[i]));
    }
    for (std::size_t i = 0; i < count; ++i) {
        std::memcpy(out + i * sizeof(__m128i), &first[i], sizeof(__m128i));
        std::memcpy(out + to_end + i * sizeof(__m128i), &last[i], sizeof(__m128i));
    }
    return _mm_movemask_epi8(seen) == 0;
#else
    std::memcpy(out, text, block);
    std::memcpy(out + to_end, text + to_end, block);
    return are_ends_ascii<block>(text, size);
#endif
}

/// Copies text of up to `shorter_copy` bytes. Returns whether it is ASCII. Without a call, and with
/// few branches on the length.
[[nodiscard]] inline bool copy_shorter_ascii(std::byte* out, const char* text,
                                             std::size_t size) noexcept {
    assert(size <= shorter_copy);
    using Word = std::uint64_t;
    if (size > 32) return copy_long_ends<32>(out, text, size);
    if (size > 16) return copy_long_ends<16>(out, text, size);
    if (size >= 8) return copy_ends<Word>(out, text, size);
    if (size >= 4) return copy_ends<std::uint32_t>(out, text, size);
    if (size >= 2) return copy_ends<std::uint16_t>(out, text, size);
    if (size == 0) return true;
    *out = static_cast<std::byte>(*text);
    return static_cast<unsigned char>(*text) < 0x80;
}

/// The same for text of up to `short_copy` bytes.
[[nodiscard]] inline bool copy_short_ascii(std::byte* out, const char* text,
                                           std::size_t size) noexcept {
    assert(size <= short_copy);
    if (size > shorter_copy) return copy_long_ends<shorter_copy>(out, text, size);
    return copy_shorter_ascii(out, text, size);
}

/// Bytes copied from every short string, whatever its length.
inline constexpr std::size_t short_string = 16;

/// `copy_shorter_ascii` for a string. Copies a constant `short_string` bytes if the string is not
/// longer and its capacity includes them, which avoids branches on the length.
[[nodiscard]] inline bool copy_shorter_ascii(std::byte* out, const std::string& text) noexcept {
    const std::size_t size = text.size();
#if defined(__SSE2__)
    // A null follows the bytes counted by the capacity.
    if (size <= short_string && text.capacity() + 1 >= short_string) {
        const __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data()));
        std::memcpy(out, &all, sizeof all);
        const auto not_ascii = static_cast<std::uint32_t>(_mm_movemask_epi8(all));
        return (not_ascii & ((std::uint32_t{1} << size) - 1)) == 0;
    }
#endif
    return copy_shorter_ascii(out, text.data(), size);
}

/// Bytes that may be read from the start of short text, whatever its length.
inline constexpr std::size_t short_text_room = 32;

#if defined(__SSE2__)

/// Computes one bit for each of 32 bytes.
class ShortTextBits {
  public:
    explicit ShortTextBits(const char* text) noexcept
        : low_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text))),
          high_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text + 16))) {}

    /// The bytes with the highest bit set.
    [[nodiscard]] std::uint64_t not_ascii() const noexcept { return join(low_, high_); }
    /// Of those, the bytes below `limit`, which must have the highest bit set too.
    [[nodiscard]] std::uint64_t below(unsigned char limit) const noexcept {
        assert(limit >= 0x80);
        // As signed numbers, bytes with that bit are in order, and before all others.
        const __m128i limits = _mm_set1_epi8(static_cast<char>(limit));
        return join(_mm_cmplt_epi8(low_, limits), _mm_cmplt_epi8(high_, limits));
    }
    [[nodiscard]] std::uint64_t equal(unsigned char byte) const noexcept {
        const __m128i bytes = _mm_set1_epi8(static_cast<char>(byte));
        return join(_mm_cmpeq_epi8(low_, bytes), _mm_cmpeq_epi8(high_, bytes));
    }

  private:
    [[nodiscard]] static std::uint64_t join(__m128i low, __m128i high) noexcept {
        return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(low))) |
               static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(high))) << 16U;
    }

    __m128i low_;
    __m128i high_;
};

#endif

/// Whether up to `short_text_room` bytes of short text are ASCII, without a branch.
[[nodiscard]] inline bool is_short_ascii(const char* text, std::size_t size) noexcept {
    assert(size <= short_text_room);
#if defined(__SSE2__)
    // Shifts out the bytes beyond the text; in two steps, since for empty text that is all 64 bits.
    return ShortTextBits(text).not_ascii() << (63 - size) << 1U == 0;
#else
    return is_ascii(text, size);
#endif
}

/// Whether text that is known not to be ASCII is UTF-8, by a call into the library.
[[nodiscard]] bool is_mixed_utf8(const char* text, std::size_t size) noexcept;

/// Whether up to `short_text_room` bytes of short text are UTF-8. For text that is not ASCII, takes
/// about half the time of a library call before it starts validating.
[[nodiscard]] bool is_short_utf8(const char* text, std::size_t size) noexcept;

}}}  // namespace souris::v0::detail

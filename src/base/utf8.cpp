// SPDX-License-Identifier: MIT
#include <cassert>

#include <simdjson.h>

#include <souris/utf8.hpp>

#include "base/ascii.hpp"

namespace souris { inline namespace v0 {

DecodedCharacter decode_utf8(std::string_view text) noexcept {
    if (text.empty()) return {};
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
    };
    const std::uint32_t first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::size_t size = first < 0xC2   ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
    if (size == 0 || text.size() < size) return {};
    std::uint32_t value = first & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    if (!is_scalar_value(value) || utf8_size(value) != size) return {};
    return {value, size};
}

bool is_utf8(std::string_view text) noexcept {
    // Most text is ASCII, and checking that costs less than a call into the library.
    const char* begin = text.data();
    std::size_t size = text.size();
    return detail::skip_ascii(begin, size) || detail::is_mixed_utf8(begin, size);
}

bool detail::is_mixed_utf8(const char* text, std::size_t size) noexcept {
    assert(size != 0);
    // The only use of simdjson.
    return simdjson::validate_utf8(text, size);
}

bool detail::is_short_utf8(const char* text, std::size_t size) noexcept {
    assert(size <= short_text_room);
#if defined(__SSE2__)
    const ShortTextBits bits(text);
    const std::uint64_t present = (std::uint64_t{1} << size) - 1;
    const std::uint64_t not_ascii = bits.not_ascii() & present;
    const std::uint64_t below_a0 = bits.below(0xA0);
    const std::uint64_t below_c0 = bits.below(0xC0);
    const std::uint64_t below_e0 = bits.below(0xE0);
    const std::uint64_t below_f0 = bits.below(0xF0);
    const std::uint64_t continuations = below_c0 & present;
    const std::uint64_t leads = not_ascii & ~below_c0;
    // Bytes after a lead byte must be continuations, and no other byte may be one.
    const std::uint64_t expected =
        (leads << 1U) | ((leads & ~below_e0) << 2U) | ((leads & ~below_f0) << 3U);
    // Bytes that never lead (overlong or unassigned). After some other leads, only a range of
    // continuations is valid: the rest would be overlong, a surrogate or beyond the largest code
    // point.
    const std::uint64_t wrong =
        (leads & (bits.below(0xC2) | ~bits.below(0xF5))) | ((bits.equal(0xE0) << 1U) & below_a0) |
        ((bits.equal(0xED) << 1U) & ~below_a0) | ((bits.equal(0xF0) << 1U) & bits.below(0x90)) |
        ((bits.equal(0xF4) << 1U) & ~bits.below(0x90));
    return expected == continuations && (wrong & present) == 0;
#else
    return is_utf8({text, size});
#endif
}

}}  // namespace souris::v0

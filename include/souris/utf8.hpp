// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <souris/config.hpp>

/// @file
/// UTF-8 (RFC 3629), the only text encoding of the format.

namespace souris { inline namespace v0 {

/// The largest Unicode code point.
inline constexpr char32_t max_code_point = 0x10FFFF;

/// U+FEFF in UTF-8, which some programs put before a text. It is no part of the text.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Number of Unicode scalar values, the characters of text: all code points except surrogates.
inline constexpr std::uint32_t scalar_value_count = 0x110000 - 0x800;

/// Whether `code_point` is a Unicode scalar value.
[[nodiscard]] constexpr bool is_scalar_value(std::uint64_t code_point) noexcept {
    return code_point <= max_code_point && (code_point < 0xD800 || code_point > 0xDFFF);
}

/// Bytes of `code_point` in UTF-8, 1 to 4. It must be a scalar value.
[[nodiscard]] constexpr std::size_t utf8_size(char32_t code_point) noexcept {
    assert(is_scalar_value(code_point));
    if (code_point < 0x80) return 1;
    if (code_point < 0x800) return 2;
    return code_point < 0x10000 ? 3 : 4;
}

/// Writes `code_point`, which must be a scalar value, as UTF-8 to `out`, which must have room for 4
/// bytes. Returns the number of bytes written.
constexpr std::size_t encode_utf8(char32_t code_point, char* out) noexcept {
    assert(is_scalar_value(code_point));
    const auto unit = [](std::uint32_t bits) { return static_cast<char>(bits); };
    const auto continuation = [&](unsigned shift) {
        return unit(0x80U | ((static_cast<std::uint32_t>(code_point) >> shift) & 0x3FU));
    };
    const auto value = static_cast<std::uint32_t>(code_point);
    if (value < 0x80) {
        out[0] = unit(value);
        return 1;
    }
    if (value < 0x800) {
        out[0] = unit(0xC0U | (value >> 6U));
        out[1] = continuation(0);
        return 2;
    }
    if (value < 0x10000) {
        out[0] = unit(0xE0U | (value >> 12U));
        out[1] = continuation(6);
        out[2] = continuation(0);
        return 3;
    }
    out[0] = unit(0xF0U | (value >> 18U));
    out[1] = continuation(12);
    out[2] = continuation(6);
    out[3] = continuation(0);
    return 4;
}

/// One character read from the front of a text.
struct DecodedCharacter {
    char32_t code_point = 0;
    /// Size in bytes; 0 if the text does not begin with a well-formed character.
    std::size_t size = 0;
};

/// The first character of `text`. `size` is 0 if `text` is empty or does not begin with a
/// well-formed, shortest-form scalar value.
[[nodiscard]] SOURIS_EXPORT DecodedCharacter decode_utf8(std::string_view text) noexcept;

/// Whether all of `text` is UTF-8: no overlong form, no surrogate, nothing above U+10FFFF. Linear;
/// short and ASCII text is checked without a call into the validation library.
[[nodiscard]] SOURIS_EXPORT bool is_utf8(std::string_view text) noexcept;

}}  // namespace souris::v0

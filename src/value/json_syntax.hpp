// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <souris/error.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/utf8.hpp>

// Syntax of JSON text (strictly RFC 8259) and validation. `JsonEvents` reads the content.

namespace souris { inline namespace v0 { namespace detail {

[[nodiscard]] constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

[[nodiscard]] constexpr bool is_json_space(char c) noexcept {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Whether a number or word may end at `position`: at the end of the text, or before a character
/// that is a token of its own. Form feed and substitute are not tokens in JSON; they are accepted
/// because faults have always been reported at them and not at the preceding number.
[[nodiscard]] constexpr bool is_scalar_end(std::string_view text, std::size_t position) noexcept {
    assert(position <= text.size());
    if (position == text.size()) return true;
    switch (const char c = text[position]) {
        case ',':
        case ':':
        case '[':
        case ']':
        case '{':
        case '}':
        case '\f':
        case '\x1A':
            return true;
        default:
            return is_json_space(c);
    }
}

/// The notation of a number.
enum class JsonNumber : std::uint8_t {
    none,      ///< Not a number.
    integer,   ///< Without point and exponent.
    fraction,  ///< Any other.
};

/// A number at the beginning of a text.
struct FoundJsonNumber {
    JsonNumber kind = JsonNumber::none;
    std::size_t size = 0;
};

/// Position after the digits at `position`.
[[nodiscard]] inline std::size_t skip_digits(std::string_view text, std::size_t position) noexcept {
    while (position < text.size() && is_digit(text[position]))
        ++position;
    return position;
}

/// The number at the start of `text`, regardless of the following text. Inline: JSON text often
/// consists of numbers only.
[[nodiscard]] inline FoundJsonNumber find_json_number(std::string_view text) noexcept {
    const auto at = [&](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
    std::size_t i = at(0) == '-' ? 1 : 0;
    if (!is_digit(at(i))) return {};
    i = at(i) == '0' ? i + 1 : skip_digits(text, i);
    JsonNumber kind = JsonNumber::integer;
    if (at(i) == '.') {
        if (!is_digit(at(++i))) return {};
        i = skip_digits(text, i);
        kind = JsonNumber::fraction;
    }
    if (at(i) == 'e' || at(i) == 'E') {
        ++i;
        if (at(i) == '+' || at(i) == '-') ++i;
        if (!is_digit(at(i))) return {};
        i = skip_digits(text, i);
        kind = JsonNumber::fraction;
    }
    assert(i <= text.size());
    return {kind, i};
}

/// The same as `skip_json_spaces`, for many.
[[nodiscard]] const char* skip_many_json_spaces(const char* position, const char* end) noexcept;

/// Position after the white space at `position`.
[[nodiscard]] inline const char* skip_json_spaces(const char* position, const char* end) noexcept {
    assert(position <= end);
    // Mostly none or one; otherwise the end of a line and the indentation of the next one.
    if (position == end || !is_json_space(*position)) return position;
    if (++position == end || !is_json_space(*position)) return position;
    return skip_many_json_spaces(position, end);
}

/// The character of an escape without its backslash, and the escape's size in bytes, also without
/// it; 0 if it is malformed or an unpaired surrogate.
[[nodiscard]] DecodedCharacter decode_json_escape(std::string_view escape) noexcept;

/// Properties of JSON text that other readers may refuse.
struct JsonShape {
    /// Nesting depth of objects and arrays.
    std::size_t depth = 0;
    /// Whether a number is beyond the finite numbers of a double.
    bool has_huge_number = false;
};

/// Whether `text` is one JSON value, optionally surrounded by white space. Linear, without
/// recursion; each open level takes one bit, which is charged to `memory`. Errors: `invalid_json`,
/// also for text that is not UTF-8; `limit_exceeded` (memory). Throws std::bad_alloc. Sets the
/// text's `shape` unless that is nullptr.
[[nodiscard]] Result<void, ErrorCode> check_json(std::string_view text, Budget& memory,
                                                 JsonShape* shape = nullptr);

}}}  // namespace souris::v0::detail

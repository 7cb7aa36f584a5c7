// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <souris/error.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/utf8.hpp>

// What JSON text (RFC 8259, and nothing beyond it) is made of, and whether some text is that. Who
// wants to know what stands in it reads `JsonEvents`.

namespace souris::inline v0::detail {

[[nodiscard]] constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

[[nodiscard]] constexpr bool is_json_space(char c) noexcept {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Whether a number or word may end at `position`: nothing stands there, or what is a token without
/// it. Form feed and substitute are none in JSON; they count since a fault has always been told to
/// be at them and not at the number before.
[[nodiscard]] constexpr bool is_scalar_end(std::string_view text, std::size_t position) noexcept {
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

/// What a number is written as.
enum class JsonNumber : std::uint8_t {
    none,      ///< It is no number.
    integer,   ///< Without point and exponent.
    fraction,  ///< Any other.
};

/// A number at the beginning of a text.
struct FoundJsonNumber {
    JsonNumber kind = JsonNumber::none;
    std::size_t size = 0;
};

/// Behind the digits that stand at `position`.
[[nodiscard]] inline std::size_t skip_digits(std::string_view text, std::size_t position) noexcept {
    while (position < text.size() && is_digit(text[position]))
        ++position;
    return position;
}

/// The number that `text` begins with. What follows it is not looked at. In line: text is often of
/// nothing but numbers.
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
    return {kind, i};
}

/// The same as `skip_json_spaces`, of many.
[[nodiscard]] const char* skip_many_json_spaces(const char* position, const char* end) noexcept;

/// Behind the white space that stands at `position`.
[[nodiscard]] inline const char* skip_json_spaces(const char* position, const char* end) noexcept {
    // Mostly there is none or one; else the end of a line, and what the next is indented by.
    if (position == end || !is_json_space(*position)) return position;
    if (++position == end || !is_json_space(*position)) return position;
    return skip_many_json_spaces(position, end);
}

/// The character of an escape, whose backslash is taken off, and how many bytes that has without
/// it; 0 if it is malformed or names half a surrogate pair.
[[nodiscard]] DecodedCharacter decode_json_escape(std::string_view escape) noexcept;

/// What others may refuse of JSON text.
struct JsonShape {
    /// Objects and arrays inside one another.
    std::size_t depth = 0;
    /// A number beyond the finite ones of a double.
    bool has_huge_number = false;
};

/// Whether `text` is one JSON value with nothing but white space around it. Linear, without
/// recursion; the levels that are open take a bit each, which is charged to `memory`. Errors:
/// `invalid_json`, also for what is not UTF-8; `limit_exceeded` (memory). Throws std::bad_alloc.
/// Tells the text's `shape` unless that is nullptr.
[[nodiscard]] Result<void, ErrorCode> check_json(std::string_view text, Budget& memory,
                                                 JsonShape* shape = nullptr);

}  // namespace souris::inline v0::detail

// SPDX-License-Identifier: MIT
#include "value/json_syntax.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <charconv>
#include <optional>

#include "value/json_events.hpp"
#include "value/json_number.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// Parses four hexadecimal digits at the front of `text`.
std::optional<std::uint32_t> code_unit(std::string_view text) noexcept {
    if (text.size() < 4) return std::nullopt;
    std::uint32_t unit = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + 4, unit, 16);
    if (error != std::errc() || end != text.data() + 4) return std::nullopt;
    return unit;
}

/// Decodes `\uXXXX` or a pair of them; the first `\u` is already removed.
DecodedCharacter unicode_escape(std::string_view text) noexcept {
    const auto first = code_unit(text);
    if (!first) return {};
    if (is_scalar_value(*first)) return {static_cast<char32_t>(*first), 4};
    const auto second =
        text.substr(4, 2) == "\\u" ? code_unit(text.substr(6)) : std::optional<std::uint32_t>();
    const bool is_pair = *first < 0xDC00 && second && *second >= 0xDC00 && *second <= 0xDFFF;
    if (!is_pair) return {};
    return {static_cast<char32_t>(0x10000U + ((*first - 0xD800U) << 10U) + (*second - 0xDC00U)),
            10};
}

char simple_escape(char c) noexcept {
    switch (c) {
        case '"':
        case '\\':
        case '/':
            return c;
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        default:
            return '\0';
    }
}

}  // namespace

const char* skip_many_json_spaces(const char* position, const char* end) noexcept {
    assert(position <= end);
#if defined(__SSE2__)
    while (static_cast<std::size_t>(end - position) >= sizeof(__m128i)) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(position));
        const auto equal = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
        const __m128i spaces = _mm_or_si128(_mm_or_si128(equal(' '), equal('\n')),
                                            _mm_or_si128(equal('\r'), equal('\t')));
        const auto others = ~static_cast<unsigned>(_mm_movemask_epi8(spaces)) & 0xFFFFU;
        if (others != 0) return position + std::countr_zero(others);
        position += sizeof bytes;
    }
#endif
    while (position != end && is_json_space(*position))
        ++position;
    return position;
}

DecodedCharacter decode_json_escape(std::string_view escape) noexcept {
    if (escape.starts_with('u')) {
        auto character = unicode_escape(escape.substr(1));
        if (character.size != 0) ++character.size;
        assert(character.size <= escape.size());
        return character;
    }
    const char c = escape.empty() ? '\0' : simple_escape(escape.front());
    if (c == '\0') return {};
    return {static_cast<char32_t>(c), 1};
}

Result<void, ErrorCode> check_json(std::string_view text, Budget& memory, JsonShape* shape) {
    if (!is_utf8(text)) return failure(ErrorCode::invalid_json);
    JsonEvents events(text, memory, JsonEvents::Escapes::kept);
    while (true) {
        switch (events.next()) {
            case JsonEvent::fault:
                return failure(events.fault().code);
            case JsonEvent::end:
                return {};
            case JsonEvent::integer:
            case JsonEvent::fraction:
                if (shape != nullptr && !json_floating<double>(events.token())) {
                    shape->has_huge_number = true;
                }
                break;
            default:
                if (shape != nullptr) shape->depth = std::max(shape->depth, events.depth());
                break;
        }
    }
}

}}}  // namespace souris::v0::detail

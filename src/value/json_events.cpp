// SPDX-License-Identifier: MIT
#include "value/json_events.hpp"

#include <algorithm>
#include <cassert>

#include <souris/utf8.hpp>

#include "value/json_syntax.hpp"
#include "value/plain_json.hpp"

namespace souris { inline namespace v0 { namespace detail {

std::size_t unescape_json(std::string_view content, std::string& out) {
    out.clear();
    // An escape is never shorter than its character. A buffer that is too small is freed first.
    if (content.size() > out.capacity()) out = std::string();
    out.reserve(content.size());
    std::size_t position = 0;
    while (true) {
        const std::size_t escape = content.find('\\', position);
        out.append(content.substr(position, escape - position));
        if (escape == std::string_view::npos) return escape;
        const auto [code_point, size] = decode_json_escape(content.substr(escape + 1));
        if (size == 0) return escape;
        char encoded[4];
        out.append(encoded, encode_utf8(code_point, encoded));
        position = escape + 1 + size;
        assert(out.size() <= position);
    }
}

inline bool JsonEvents::read_string() {
    assert(peek() == '"');
    const char* const content = position_ + 1;
    const char* const end = skip_plain_json(content, end_of_text_);
    if (end == end_of_text_ || *end != '"') return read_escaped_string(end);
    string_ = {content, static_cast<std::size_t>(end - content)};
    take(end + 1);
    return true;
}

JsonEvent JsonEvents::next() {
    assert(position_ <= end_of_text_);
    position_ = skip_json_spaces(position_, end_of_text_);
    switch (expected_) {
        case Expected::value:
            return read_value();
        case Expected::first_element:
            return peek() == ']' ? close() : read_value();
        case Expected::first_key:
            return peek() == '}' ? close() : read_key();
        case Expected::comma_or_end:
            break;
        case Expected::nothing:
            return JsonEvent::fault;
    }
    if (open_.empty()) {
        if (position_ != end_of_text_) return fail("wanted nothing after the value");
        take(position_);
        return JsonEvent::end;
    }
    const bool is_object = open_.is_object();
    const char first = peek();
    if (first == (is_object ? '}' : ']')) return close();
    if (first != ',') return fail(is_object ? "wanted , or }" : "wanted , or ]");
    position_ = skip_json_spaces(position_ + 1, end_of_text_);
    return is_object ? read_key() : read_value();
}

JsonEvent JsonEvents::read_key() {
    if (peek() != '"') return fail("wanted a key");
    if (!read_string()) return JsonEvent::fault;
    position_ = skip_json_spaces(position_, end_of_text_);
    if (peek() != ':') return fail("wanted :");
    ++position_;
    expected_ = Expected::value;
    return JsonEvent::key;
}

JsonEvent JsonEvents::read_value() {
    switch (const char first = peek()) {
        case '{':
            return open(true);
        case '[':
            return open(false);
        case '"':
            return read_string() ? scalar(JsonEvent::string) : JsonEvent::fault;
        case 't':
            return read_word("true", JsonEvent::true_word);
        case 'f':
            return read_word("false", JsonEvent::false_word);
        case 'n':
            return read_word("null", JsonEvent::null_word);
        default:
            return first == '-' || is_digit(first) ? read_number() : fail("wanted a value");
    }
}

JsonEvent JsonEvents::open(bool is_object) {
    assert(peek() == (is_object ? '{' : '['));
    if (!open_.push(is_object, memory_)) {
        return fail(ErrorCode::limit_exceeded, position_, name_of(Limit::memory));
    }
    take(position_ + 1);
    expected_ = is_object ? Expected::first_key : Expected::first_element;
    return is_object ? JsonEvent::begin_object : JsonEvent::begin_array;
}

JsonEvent JsonEvents::close() noexcept {
    assert(peek() == (open_.is_object() ? '}' : ']'));
    take(position_ + 1);
    const bool is_object = open_.is_object();
    open_.pop();
    return scalar(is_object ? JsonEvent::end_object : JsonEvent::end_array);
}

JsonEvent JsonEvents::scalar(JsonEvent event) noexcept {
    expected_ = Expected::comma_or_end;
    return event;
}

JsonEvent JsonEvents::read_word(std::string_view word, JsonEvent event) noexcept {
    assert(peek() == word.front());
    const std::string_view rest(position_, static_cast<std::size_t>(end_of_text_ - position_));
    if (!rest.starts_with(word) || !is_scalar_end(rest, word.size())) return fail("wanted a value");
    take(position_ + word.size());
    return scalar(event);
}

JsonEvent JsonEvents::read_number() noexcept {
    const std::string_view rest(position_, static_cast<std::size_t>(end_of_text_ - position_));
    const auto [kind, size] = find_json_number(rest);
    if (kind == JsonNumber::none || !is_scalar_end(rest, size)) return fail("malformed number");
    take(position_ + size);
    return scalar(kind == JsonNumber::integer ? JsonEvent::integer : JsonEvent::fraction);
}

bool JsonEvents::read_escaped_string(const char* end) {
    assert(end > position_ && end <= end_of_text_);
    while (true) {
        if (end == end_of_text_) {
            fail("string without an end");
            return false;
        }
        if (*end == '"') break;
        if (*end != '\\') {
            fail(ErrorCode::invalid_json, end, "control character in a string");
            return false;
        }
        // Skips the escaped character, which may be a quote that does not end the string.
        const auto left = static_cast<std::size_t>(end_of_text_ - (end + 1));
        std::size_t size = std::min<std::size_t>(left, 1);
        if (escapes_ == Escapes::kept) {
            size = decode_json_escape({end + 1, left}).size;
            if (size == 0) {
                fail(ErrorCode::invalid_json, end, "malformed escape");
                return false;
            }
        }
        end = skip_plain_json(end + 1 + size, end_of_text_);
    }
    const char* const content = position_ + 1;
    string_ = {content, static_cast<std::size_t>(end - content)};
    if (escapes_ == Escapes::resolved) {
        const std::size_t bad = unescape_json(string_, unescaped_);
        if (bad != std::string_view::npos) {
            fail(ErrorCode::invalid_json, content + bad, "malformed escape");
            return false;
        }
        string_ = unescaped_;
    }
    take(end + 1);
    return true;
}

JsonEvent JsonEvents::fail(ErrorCode code, const char* position, const char* detail) noexcept {
    fault_ = {code, offset_of(position), detail};
    expected_ = Expected::nothing;
    return JsonEvent::fault;
}

}}}  // namespace souris::v0::detail

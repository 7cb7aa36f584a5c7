// SPDX-License-Identifier: MIT
#include "value/json_events.hpp"

#include <new>
#include <utility>

#include <simdjson.h>

#include <souris/limits.hpp>
#include <souris/utf8.hpp>

#include "value/json_syntax.hpp"

namespace souris::inline v0::detail {

namespace {

constexpr bool is_white_space(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t first_invalid_utf8(std::string_view text) noexcept {
    std::size_t position = 0;
    while (position < text.size()) {
        const std::size_t size = decode_utf8(text.substr(position)).size;
        if (size == 0) break;
        position += size;
    }
    return position;
}

/// simdjson says that a string is bad, not where. A text that is bad in other ways as well may
/// have none by this count: then it is its end.
JsonFault bad_string(std::string_view text) noexcept {
    bool inside = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            inside = !inside;
            begin = i;
        } else if (inside && c == '\\') {
            ++i;
        } else if (inside && static_cast<unsigned char>(c) < 0x20) {
            return {ErrorCode::invalid_json, i, "control character in a string"};
        }
    }
    return {ErrorCode::invalid_json, inside ? begin : text.size(), "string without an end"};
}

/// What a number token is; `fault` for what is none.
JsonEvent number_event(std::string_view token) noexcept {
    switch (json_number_kind(token)) {
        case JsonNumber::integer:
            return JsonEvent::integer;
        case JsonNumber::fraction:
            return JsonEvent::fraction;
        case JsonNumber::none:
            break;
    }
    return JsonEvent::fault;
}

}  // namespace

Result<JsonTokens, JsonFault> JsonTokens::find(std::string_view text, Budget& memory) {
    const auto exceeded = [](Limit limit) {
        return tl::make_unexpected(JsonFault{ErrorCode::limit_exceeded, 0, name_of(limit)});
    };
    if (text.size() >= simdjson::SIMDJSON_MAXSIZE_BYTES) return exceeded(Limit::input);
    // An offset for each byte of whole blocks, and some besides; one byte of what nests.
    constexpr std::uint64_t besides = 2 * 64;
    if (!memory.charge(allocation_size((text.size() + besides) * sizeof(std::uint32_t)))) {
        return exceeded(Limit::memory);
    }
    // The way in that simdjson's own parsers use. Of its buffers only the token offsets are wanted.
    std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
    constexpr std::size_t no_depth = 0;
    auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
        text.size(), no_depth, parser);
    if (error == simdjson::SUCCESS) {
        error = parser->stage1(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                               simdjson::stage1_mode::regular);
    }
    switch (error) {
        case simdjson::SUCCESS:
            return JsonTokens(text, std::move(parser->structural_indexes),
                              parser->n_structural_indexes);
        case simdjson::MEMALLOC:
            throw std::bad_alloc();
        case simdjson::UTF8_ERROR:
            return tl::make_unexpected(
                JsonFault{ErrorCode::invalid_utf8, first_invalid_utf8(text), ""});
        case simdjson::EMPTY:
            return tl::make_unexpected(
                JsonFault{ErrorCode::invalid_json, text.size(), "wanted a value"});
        default:
            return tl::make_unexpected(bad_string(text));
    }
}

std::string_view JsonTokens::operator[](std::size_t index) const noexcept {
    const std::size_t begin = offset(index);
    std::size_t end = offset(index + 1);
    while (end > begin && is_white_space(text_[end - 1]))
        --end;
    return text_.substr(begin, end - begin);
}

std::size_t unescape_json(std::string_view content, std::string& out) {
    out.clear();
    // No escape is shorter than what it stands for. What is too small is freed first.
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
    }
}

JsonEvent JsonEvents::next() {
    switch (expected_) {
        case Expected::comma_or_end:
            return after_value();
        case Expected::first_element:
            return tokens_.first(index_) == ']' ? close() : read_value();
        case Expected::first_key:
            return tokens_.first(index_) == '}' ? close() : read_key();
        case Expected::key:
            return read_key();
        case Expected::value:
            break;
    }
    return read_value();
}

JsonEvent JsonEvents::after_value() {
    if (is_object_.empty()) {
        if (index_ != tokens_.size()) return fail("wanted nothing after the value");
        take();
        return JsonEvent::end;
    }
    const bool is_object = is_object_.back();
    const char first = tokens_.first(index_);
    if (first == (is_object ? '}' : ']')) return close();
    if (first != ',') return fail(is_object ? "wanted , or }" : "wanted , or ]");
    ++index_;
    return is_object ? read_key() : read_value();
}

JsonEvent JsonEvents::read_key() {
    if (tokens_.first(index_) != '"') return fail("wanted a key");
    if (!read_string()) return JsonEvent::fault;
    if (tokens_.first(index_) != ':') return fail("wanted :");
    ++index_;
    expected_ = Expected::value;
    return JsonEvent::key;
}

JsonEvent JsonEvents::read_value() {
    switch (const char first = tokens_.first(index_)) {
        case '{':
            return open(true);
        case '[':
            return open(false);
        case '"':
            if (!read_string()) return JsonEvent::fault;
            return scalar(JsonEvent::string);
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
    take();
    is_object_.push_back(is_object);
    expected_ = is_object ? Expected::first_key : Expected::first_element;
    return is_object ? JsonEvent::begin_object : JsonEvent::begin_array;
}

JsonEvent JsonEvents::close() {
    take();
    const bool is_object = is_object_.back();
    is_object_.pop_back();
    return scalar(is_object ? JsonEvent::end_object : JsonEvent::end_array);
}

JsonEvent JsonEvents::scalar(JsonEvent event) noexcept {
    expected_ = Expected::comma_or_end;
    return event;
}

JsonEvent JsonEvents::read_word(std::string_view word, JsonEvent event) noexcept {
    if (tokens_[index_] != word) return fail("wanted a value");
    take();
    return scalar(event);
}

JsonEvent JsonEvents::read_number() noexcept {
    const JsonEvent kind = number_event(tokens_[index_]);
    if (kind == JsonEvent::fault) return fail("malformed number");
    take();
    return scalar(kind);
}

bool JsonEvents::read_string() {
    // Nothing but white space stands between a string and the next token.
    const std::string_view token = tokens_[index_];
    if (token.size() < 2 || token.back() != '"') {
        fail("string without an end");
        return false;
    }
    take();
    string_ = token.substr(1, token.size() - 2);
    if (string_.find('\\') == std::string_view::npos) return true;
    const std::size_t bad = unescape_json(string_, unescaped_);
    string_ = unescaped_;
    if (bad == std::string_view::npos) return true;
    fault_ = {ErrorCode::invalid_json, begin_ + 1 + bad, "malformed escape"};
    return false;
}

void JsonEvents::take() noexcept {
    begin_ = tokens_.offset(index_);
    token_ = tokens_[index_];
    ++index_;
}

JsonEvent JsonEvents::fail(const char* wanted) noexcept {
    fault_ = {ErrorCode::invalid_json, tokens_.offset(index_), wanted};
    return JsonEvent::fault;
}

}  // namespace souris::inline v0::detail

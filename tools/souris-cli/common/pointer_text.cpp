// SPDX-License-Identifier: MIT
#include "common/pointer_text.hpp"

#include <algorithm>
#include <utility>

#include <souris/json.hpp>
#include <souris/pointer.hpp>
#include <souris/value.hpp>

#include "common/terminal_text.hpp"

namespace souris::cli {

namespace {

bool is_plain(std::string_view text) noexcept {
    // Bytes beyond ASCII may be part of a character that commands a terminal.
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '\\'; });
}

std::string json_string(std::string_view text) {
    JsonWriteOptions options;
    options.limits = Limits::unlimited();
    return to_json(Value(text), options).value_or("");
}

/// Indices of the tokens whose slash is written `\/` in a JSON string.
std::vector<std::size_t> escaped_slashes(std::string_view json) {
    constexpr std::string_view coded_slash = "\\u002";  // f or F
    std::vector<std::size_t> escaped;
    std::size_t token = 0;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (json[i] == '/') ++token;
        if (json[i] != '\\') continue;
        const std::string_view escape = json.substr(i, coded_slash.size() + 1);
        if (escape.starts_with("\\/")) escaped.push_back(token++);
        if (escape.starts_with(coded_slash) && (escape.back() == 'f' || escape.back() == 'F')) {
            ++token;
        }
        ++i;
    }
    return escaped;
}

std::optional<std::string> read_json_string(std::string_view text) {
    // The JSON parser would accept surrounding spaces.
    if (!text.starts_with('"') || !text.ends_with('"')) return std::nullopt;
    const auto string = value_from_json(text, {.limits = Limits::unlimited()});
    if (!string || !string->is(Type::string)) return std::nullopt;
    return std::string(string->text());
}

}  // namespace

bool is_pointer(std::string_view text) {
    while (!text.empty()) {
        if (!take_pointer_token(text)) return false;
    }
    return true;
}

bool has_wildcard(std::string_view pointer) noexcept {
    while (!pointer.empty()) {
        const std::size_t end = pointer.find('/', 1);
        const std::string_view token =
            pointer.substr(1, end == std::string_view::npos ? end : end - 1);
        if (token == any_token || token == any_tokens) return true;
        pointer.remove_prefix(std::min(end, pointer.size()));
    }
    return false;
}

void append_pointer_text(std::string& out, std::string_view pointer,
                         std::span<const std::size_t> keys) {
    if (keys.empty() && is_plain(pointer) && !has_wildcard(pointer)) {
        out += pointer;
        return;
    }
    std::size_t token = 0;
    for (const char c : json_string(pointer)) {
        if (c == '/' && !keys.empty() && keys.front() == token) {
            out += '\\';
            keys = keys.subspan(1);
        }
        if (c == '/') ++token;
        out += c;
    }
}

std::optional<PointerText> read_pointer_text(std::string_view text) {
    if (is_plain(text)) return PointerText{std::string(text)};
    auto pointer = read_json_string(text);
    if (!pointer) return std::nullopt;
    return PointerText{std::move(*pointer), escaped_slashes(text)};
}

std::string pointer_line(std::string_view pointer) {
    const bool is_one_line = pointer.find_first_of("\n\t") == std::string_view::npos;
    return is_one_line && is_terminal_text(pointer) && !has_wildcard(pointer)
               ? std::string(pointer)
               : json_string(pointer);
}

std::optional<std::string> read_typed_pointer(std::string_view text) {
    auto pointer = text.starts_with('"') ? read_json_string(text) : std::string(text);
    return pointer && is_pointer(*pointer) ? pointer : std::nullopt;
}

}  // namespace souris::cli

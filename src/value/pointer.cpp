// SPDX-License-Identifier: MIT
#include <cassert>
#include <charconv>

#include <fmt/format.h>

#include <souris/pointer.hpp>
#include <souris/value.hpp>

namespace souris { inline namespace v0 {

void append_pointer_token(std::string& pointer, std::string_view key) {
    pointer += '/';
    for (const char c : key) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
}

void append_pointer_token(std::string& pointer, std::size_t index) {
    pointer += '/';
    pointer += fmt::format_int(index).c_str();
}

namespace {

constexpr std::string_view ellipsis = "…";
/// A path of at least this size has been cut.
constexpr std::size_t least_cut = max_path_size - 3 - ellipsis.size();

/// Cuts a path that has just reached that size.
void cut(std::string& path) {
    if (path.size() < least_cut) return;
    std::size_t end = max_path_size - ellipsis.size();
    if (path.size() > end) {
        // Not inside a character: up to three bytes follow its first one.
        while ((static_cast<unsigned char>(path[end]) & 0xC0U) == 0x80U)
            --end;
        path.resize(end);
    }
    path += ellipsis;
    assert(path.size() <= max_path_size);
}

}  // namespace

void append_path_token(std::string& path, std::string_view key) {
    if (path.size() >= least_cut) return;
    append_pointer_token(path, key.substr(0, max_path_size - path.size()));
    cut(path);
}

void append_path_token(std::string& path, std::size_t index) {
    if (path.size() >= least_cut) return;
    append_pointer_token(path, index);
    cut(path);
}

void prepend_path_token(std::string& path, std::string_view key) {
    std::string token;
    append_path_token(token, key);
    path.insert(0, token);
    cut(path);
}

void prepend_path_token(std::string& path, std::size_t index) {
    std::string token;
    append_path_token(token, index);
    path.insert(0, token);
    cut(path);
}

Result<std::string, ErrorCode> take_pointer_token(std::string_view& pointer) {
    if (!pointer.starts_with('/')) return failure(ErrorCode::invalid_pointer);
    pointer.remove_prefix(1);
    const std::string_view escaped = pointer.substr(0, pointer.find('/'));
    std::string token;
    for (std::size_t i = 0; i < escaped.size(); ++i) {
        if (escaped[i] != '~') {
            token += escaped[i];
            continue;
        }
        ++i;
        if (i == escaped.size() || (escaped[i] != '0' && escaped[i] != '1')) {
            return failure(ErrorCode::invalid_pointer);
        }
        token += escaped[i] == '0' ? '~' : '/';
    }
    pointer.remove_prefix(escaped.size());
    return token;
}

std::optional<std::size_t> pointer_index(std::string_view token) noexcept {
    if (token.empty() || (token.size() > 1 && token[0] == '0')) return std::nullopt;
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
    if (error != std::errc() || end != token.data() + token.size()) return std::nullopt;
    return index;
}

Error lookup_error(ErrorCode code, std::string_view pointer, std::size_t done) {
    assert(done <= pointer.size());
    Error error(code);
    if (code == ErrorCode::wrong_type) {
        error.path = pointer.substr(0, done);
        error.detail = "neither a map nor an array";
    } else {
        // Up to and including the token without a match.
        error.path = pointer.substr(0, pointer.find('/', done + 1));
        if (!pointer.starts_with('/'))
            error.detail = "it begins with \"/\", other than a key in []";
    }
    return error;
}

namespace {

/// The child named by `token`, or an error.
Result<const Value*, ErrorCode> child_of(const Value& value, std::string_view token) {
    if (const Map* const map = value.as_map()) {
        const Value* const child = map->find(token);
        if (child == nullptr) return failure(ErrorCode::key_not_found);
        return child;
    }
    if (const Array* const array = value.as_array()) {
        const auto index = pointer_index(token);
        const Value* const child = index ? array->find(*index) : nullptr;
        if (child == nullptr) return failure(ErrorCode::index_out_of_range);
        return child;
    }
    return failure(ErrorCode::wrong_type);
}

/// Follows `pointer` from `value` as far as possible. On failure, `pointer` holds the rest, which
/// is not empty.
Result<const Value*, ErrorCode> follow(const Value& value, std::string_view& pointer) {
    const Value* here = &value;
    while (!pointer.empty()) {
        std::string_view rest = pointer;
        const auto token = take_pointer_token(rest);
        if (!token) return failure(token.error());
        const auto child = child_of(*here, *token);
        if (!child) return failure(child.error());
        here = *child;
        pointer = rest;
    }
    return here;
}

}  // namespace

Found Value::at(TextArgument pointer) const {
    if (pointer.is_null()) return Found(Error(ErrorCode::invalid_pointer));
    std::string_view rest = pointer;
    const auto found = follow(*this, rest);
    if (found) return {**found, std::string(pointer.view())};
    return Found(lookup_error(found.error(), pointer, pointer.view().size() - rest.size()));
}

Value* Value::find(TextArgument pointer) {
    if (pointer.is_null()) return nullptr;
    std::string_view rest = pointer;
    const auto found = follow(*this, rest);
    return found ? const_cast<Value*>(*found) : nullptr;
}

}}  // namespace souris::v0

// SPDX-License-Identifier: MIT
#include "reading/read_any_or_json.hpp"

#include <string_view>

#include <souris/cursor.hpp>
#include <souris/json.hpp>

#include "reading/read_any.hpp"

namespace souris::cli {

namespace {

/// Whether the text begins as JSON does. No other supported format begins so.
bool looks_like_json(std::string_view text) noexcept {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    return begin != std::string_view::npos &&
           std::string_view("{[\"-0123456789tfn").find(text[begin]) != std::string_view::npos;
}

}  // namespace

Result<Value> read_any_or_json(std::span<const std::byte> bytes, const Limits& limits) {
    const std::string_view text = as_text(bytes);
    return looks_like_json(text) ? value_from_json(text, {.limits = limits})
                                 : read_any(bytes, limits);
}

}  // namespace souris::cli

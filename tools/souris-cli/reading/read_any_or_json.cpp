// SPDX-License-Identifier: MIT
#include "reading/read_any_or_json.hpp"

#include <string_view>
#include <utility>

#include <souris/cursor.hpp>
#include <souris/utf8.hpp>

#include "reading/read_any.hpp"
#include "reading/read_json.hpp"

namespace souris::cli {

namespace {

/// Whether the text begins as JSON does. No other supported format begins so.
bool looks_like_json(std::string_view text) noexcept {
    if (text.starts_with(byte_order_mark)) return true;
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    return begin != std::string_view::npos &&
           std::string_view("{[\"-0123456789tfn").find(text[begin]) != std::string_view::npos;
}

}  // namespace

Result<Value> read_any_or_json(std::string_view name, std::span<const std::byte> bytes,
                               const Limits& limits) {
    const std::string_view text = as_text(bytes);
    return looks_like_json(text) ? read_json(name, text, {.limits = limits})
                                 : read_any(bytes, limits);
}

ExitStatus report_unread(std::string_view name, Error error, std::span<const std::byte> bytes,
                         std::optional<ExitStatus> status) {
    const std::string_view text = as_text(bytes);
    return looks_like_json(text) ? report_in_text(name, std::move(error), text, status)
                                 : report(name, std::move(error), status);
}

}  // namespace souris::cli

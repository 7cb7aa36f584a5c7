// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <souris/error.hpp>
#include <souris/value.hpp>

// Reports for programs: one JSON object on one line (docs/cli.md has the fields).

namespace souris::cli {

/// The number, or null.
template <class T>
[[nodiscard]] Value value_or_null(const std::optional<T>& number) {
    return number ? Value(static_cast<std::uint64_t>(*number)) : Value();
}

/// `text` as a string, or null if it is empty.
[[nodiscard]] Value text_or_null(std::string_view text);

/// Text that need not be UTF-8, such as a file name, as a string for JSON: unchanged if it is
/// UTF-8, else escaped as in messages.
[[nodiscard]] std::string data_text(std::string_view text);

/// The code, kind, message and place of an error.
[[nodiscard]] Map fields_of(const Error& error);

/// The report as one line of JSON.
[[nodiscard]] std::string to_line(Map report);

}  // namespace souris::cli

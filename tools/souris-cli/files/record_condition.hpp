// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include <souris/column_reader.hpp>

namespace souris::cli {

/// What is to hold of a record, as `/level = "ERROR"`: a JSON Pointer; `=`, `<`, `<=`, `>` or `>=`
/// between spaces; a number, a string, a boolean or null, in JSON. Nothing if it is something else.
[[nodiscard]] std::optional<RowFilter> parse_condition(std::string_view text);

}  // namespace souris::cli

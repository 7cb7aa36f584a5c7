// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <souris/dropped_values.hpp>
#include <souris/json.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

// JSON that users write. Its errors are for `report_in_text`.

namespace souris::cli {

/// `value_from_json`. Warns on standard error of repeated keys; `name` is that of the file.
[[nodiscard]] Result<Value> read_json(std::string_view name, std::string_view text,
                                      JsonReadOptions options);

/// Reads newline-delimited JSON as an array with an element for each line that is not blank. The
/// limits apply to the array as a whole. Linear time. Errors: those of `value_from_json`, with
/// offset and path in the whole.
[[nodiscard]] Result<Value> read_json_lines(std::string_view text, JsonReadOptions options);

/// Whether a line of newline-delimited JSON has no value.
[[nodiscard]] bool is_blank_line(std::string_view line) noexcept;

/// Warns of the keys that are repeated in `text`, one line for each key.
void warn_of_repeated_keys(std::string_view name, std::string_view text,
                           const DroppedValues& dropped);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

#include "options/command.hpp"

// Newline-delimited JSON (NDJSON, JSON Lines): an array with a line for each element. In a map, the
// array is the value of a key.

namespace souris::cli {

/// `--key`: the key of the array of lines.
[[nodiscard]] Parameter lines_key_option(std::optional<std::string>& key);

/// The array as the entry `key` of a map.
[[nodiscard]] Value with_lines_key(Value lines, const std::optional<std::string>& key);

/// Finds the array whose elements become lines: the value itself, or the entry `key` of a map. If
/// no key is given, that is the entry `lines`, or an array that is the only entry. `path` becomes
/// its path. Errors: `key_not_found`; `wrong_type`.
[[nodiscard]] Result<Value*> find_lines(Value& root, const std::optional<std::string>& key,
                                        std::string& path);

/// Writes each element as plain JSON, or as tagged JSON, on a line. `path` is that of the array,
/// for errors: those of `write_json`.
[[nodiscard]] Result<Bytes> write_json_lines(const Value& array, bool is_tagged,
                                             const Limits& limits, const std::string& path);

}  // namespace souris::cli

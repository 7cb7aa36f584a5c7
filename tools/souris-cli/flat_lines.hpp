// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

// Trees as lines that grep and sed understand: `/users/0/name = "Ada"`.

namespace souris::cli {

/// Writes a line for each value that is no container with something in it: its JSON Pointer
/// (pointer_text.hpp; none of the root) and tagged JSON. A map whose first key is `0` has the line
/// `/map = {}` before it, or it would be read as an array. Not more than `limits.max_input` bytes;
/// nothing recurses, and nothing commands a terminal.
[[nodiscard]] Result<void> write_flat(Sink& sink, const Value& root, const Limits& limits);

/// The tree of such lines. What is not there becomes an array where its first token is `0`, else a
/// map. Empty lines are skipped. Errors name the line, its byte and path: `invalid_json` and others
/// of `value_from_json`, `invalid_pointer`, `wrong_type`, `index_out_of_range`, `limit_exceeded`.
[[nodiscard]] Result<Value> read_flat(std::string_view text, const Limits& limits);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

// Trees as lines for grep and sed: `/users/0/name = "Ada"`.

namespace souris::cli {

/// Writes one line for each scalar and each empty container: its JSON Pointer (pointer_text.hpp;
/// nothing for the root) and its value as tagged JSON. Each line tells keys from indices by itself.
/// Writes at most `limits.max_input` bytes, nothing that commands a terminal, and does not recurse.
[[nodiscard]] Result<void> write_flat(Sink& sink, const Value& root, const Limits& limits);

/// Builds the tree from such lines, in any order and with lines missing. A container is a map if
/// one of its tokens is a key or a line says so (`/map = {}`); otherwise it is an array of the
/// elements present, in the order of their indices. The last line of a pointer counts. A line with
/// a container that is not empty stands for the lines of its content. Skips empty lines and grep's
/// `--`. Errors contain the line number, its byte offset and path: `invalid_pointer`, `wrong_type`,
/// `limit_exceeded`, and those of `value_from_json`.
[[nodiscard]] Result<Value> read_flat(std::string_view text, const Limits& limits);

}  // namespace souris::cli

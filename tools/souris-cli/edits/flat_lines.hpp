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
/// (pointer_text.hpp; none of the root) and tagged JSON. Each line tells by itself which of its
/// tokens are keys and which indices. Not more than `limits.max_input` bytes; nothing recurses, and
/// nothing commands a terminal.
[[nodiscard]] Result<void> write_flat(Sink& sink, const Value& root, const Limits& limits);

/// The tree of such lines, of all or some of them in any order. A container is a map if one of its
/// tokens is a key or a line says so (`/map = {}`), else an array, of the elements that there are
/// in the order of their indices. Of several lines with one pointer the last one counts; one with a
/// container that has content stands for the lines of that. Empty lines and grep's `--` are
/// skipped. Errors name the line, its byte and path: `invalid_json` and others of
/// `value_from_json`, `invalid_pointer`, `wrong_type`, `limit_exceeded`.
[[nodiscard]] Result<Value> read_flat(std::string_view text, const Limits& limits);

}  // namespace souris::cli

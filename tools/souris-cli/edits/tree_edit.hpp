// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <souris/result.hpp>
#include <souris/value.hpp>

// Changes at a JSON Pointer. The errors are those of Value::at, with the path.

namespace souris::cli {

/// The operation `add` of RFC 6902: sets an entry of a map or inserts before an element of an
/// array; the token `-` appends, and "" is the root.
[[nodiscard]] Result<void> insert_at(Value& root, std::string_view pointer, Value value);

/// As `insert_at`, but replaces an existing element. `makes_parents` creates missing parents: an
/// array for the token `-` or `0`, else a map. A failure may leave some of them behind.
[[nodiscard]] Result<void> set_at(Value& root, std::string_view pointer, Value value,
                                  bool makes_parents = false);

/// Removes and returns a value, which must not be the root.
[[nodiscard]] Result<Value> remove_at(Value& root, std::string_view pointer);

}  // namespace souris::cli

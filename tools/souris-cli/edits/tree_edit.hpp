// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <souris/result.hpp>
#include <souris/value.hpp>

// Changes at the place that a JSON Pointer names. Errors are those of Value::at, with the path.

namespace souris::cli {

/// As `add` of RFC 6902: sets the entry of a map, inserts before the element of an array, or
/// appends where the last token is `-`; "" is the root.
[[nodiscard]] Result<void> insert_at(Value& root, std::string_view pointer, Value value);

/// The same, but an element that is there is replaced. `makes_parents`: what is not there on the
/// way is made, an array where `-` or `0` is looked for in it, else a map; on failure some may be
/// made.
[[nodiscard]] Result<void> set_at(Value& root, std::string_view pointer, Value value,
                                  bool makes_parents = false);

/// Removes a value, which is not the root, and returns it.
[[nodiscard]] Result<Value> remove_at(Value& root, std::string_view pointer);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <souris/value.hpp>

namespace souris::cli {

/// The spaces per level with which to write a tree as JSON: `wanted`, or 0 if the tree is deeper
/// than 64 levels, since indenting it could take quadratic space. Linear time, no recursion.
[[nodiscard]] unsigned affordable_indentation(const Value& root, unsigned wanted);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <souris/value.hpp>

namespace souris::cli {

/// The pointers in `/a,/b/c`. A comma is between two if a slash follows it. Nothing if one of them
/// is none.
[[nodiscard]] std::optional<std::vector<std::string>> parse_selection(std::string_view text);

/// A map of what stands at some pointers in `value`, each at the same pointer again, where an index
/// is a key; of those that lead nowhere, nothing.
[[nodiscard]] Value select(const Value& value, const std::vector<std::string>& pointers);

}  // namespace souris::cli

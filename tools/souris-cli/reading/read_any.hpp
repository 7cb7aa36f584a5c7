// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// Reads a store or a packed value; detects the form. The entries of a store are returned as a map.
/// With `bare_layout`, reads an encoded value in that layout, without a store around it.
[[nodiscard]] Result<Value> read_any(std::span<const std::byte> bytes, const Limits& limits,
                                     std::optional<Layout> bare_layout = std::nullopt);

}  // namespace souris::cli

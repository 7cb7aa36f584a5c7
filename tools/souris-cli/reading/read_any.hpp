// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// Reads a store or a packed value; detects the form. The entries of a store are returned as a map.
[[nodiscard]] Result<Value> read_any(std::span<const std::byte> bytes, const Limits& limits);

}  // namespace souris::cli

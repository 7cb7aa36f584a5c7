// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// A store, or a packed value, whatever `bytes` are.
[[nodiscard]] Result<Value> read_any(std::span<const std::byte> bytes, const Limits& limits);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// Reads plain or tagged JSON, or whatever `read_any` reads; detects the format.
[[nodiscard]] Result<Value> read_any_or_json(std::span<const std::byte> bytes,
                                             const Limits& limits);

}  // namespace souris::cli

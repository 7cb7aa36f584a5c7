// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// What `read_any` reads, or JSON, plain or tagged, whatever `bytes` are.
[[nodiscard]] Result<Value> read_any_or_json(std::span<const std::byte> bytes,
                                             const Limits& limits);

}  // namespace souris::cli

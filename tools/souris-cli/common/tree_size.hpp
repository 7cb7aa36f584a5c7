// SPDX-License-Identifier: MIT
#pragma once

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// What trees may still take: what a command makes by copying is charged before it is made.
struct TreeBudget {
    Budget nodes;
    Budget memory;

    explicit TreeBudget(const Limits& limits)
        : nodes(limits.max_nodes), memory(limits.max_memory) {}

    /// Takes the size of a whole tree. Linear; nothing recurses. Errors: `limit_exceeded`.
    [[nodiscard]] Result<void> charge(const Value& root);
};

}  // namespace souris::cli

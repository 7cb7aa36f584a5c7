// SPDX-License-Identifier: MIT
#pragma once

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// Budget for trees that a command copies; charged before copying.
struct TreeBudget {
    Budget nodes;
    Budget memory;

    explicit TreeBudget(const Limits& limits)
        : nodes(limits.max_nodes), memory(limits.max_memory) {}

    /// Charges the size of a whole tree. Linear time, no recursion. Errors: `limit_exceeded`.
    [[nodiscard]] Result<void> charge(const Value& root);
};

}  // namespace souris::cli

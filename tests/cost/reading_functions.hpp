// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include <souris/limits.hpp>

#include "hostile_inputs.hpp"

// A table of all functions that read bytes within `Limits`, for tests of their cost.

namespace souris::test {

struct ReadingFunction {
    const char* name;
    /// The kind of inputs that it reads.
    InputForm form;
    /// Reads, performs the lookups that allocate memory, and discards the result. Returns whether
    /// reading succeeded.
    bool (*read)(std::span<const std::byte> bytes, const Limits& limits);
};

/// The functions that build trees, or inspect the bytes of trees.
[[nodiscard]] std::span<const ReadingFunction> reading_functions();

}  // namespace souris::test

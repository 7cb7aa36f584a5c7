// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include <souris/limits.hpp>

#include "hostile_inputs.hpp"

// Every function of the library that reads bytes within `Limits`, in one table: what holds of their
// cost is tested of each of them.

namespace souris::test {

struct ReadingFunction {
    const char* name;
    /// Of the inputs that it is tried on.
    InputForm form;
    /// Reads, does what else costs memory with the result, and forgets it. Whether it was read.
    bool (*read)(std::span<const std::byte> bytes, const Limits& limits);
};

/// Those that make trees, or look at what trees would be made of.
[[nodiscard]] std::span<const ReadingFunction> reading_functions();

}  // namespace souris::test

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace souris::cli {

/// Two elements that are equal, by their indices.
struct Match {
    std::uint32_t before;
    std::uint32_t after;

    friend bool operator==(const Match&, const Match&) = default;
};

/// As many pairs of equal numbers as there can be, of both sequences in their order: a longest
/// common subsequence. Takes n log n time.
///
/// Where numbers are repeated so often that there are more than 64 pairs of equal ones for each
/// number, or more than fit into `max_memory`, the sequences are compared index by index, but for
/// what they have in common at their beginnings and ends: all that there is would take quadratic
/// time.
[[nodiscard]] std::vector<Match> align(std::span<const std::uint64_t> before,
                                       std::span<const std::uint64_t> after,
                                       std::uint64_t max_memory = ~std::uint64_t{0});

}  // namespace souris::cli

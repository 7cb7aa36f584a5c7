// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace souris::cli {

/// The indices of two equal elements.
struct Match {
    std::uint32_t before;
    std::uint32_t after;

    friend bool operator==(const Match&, const Match&) = default;
};

/// A longest common subsequence of both sequences, in O(n log n) time.
///
/// If numbers repeat so often that there are more than 64 pairs of equal ones per number, or more
/// than fit into `max_memory`, the algorithm would take quadratic time. The sequences are then
/// compared index by index, apart from a common prefix and suffix.
[[nodiscard]] std::vector<Match> align(std::span<const std::uint64_t> before,
                                       std::span<const std::uint64_t> after,
                                       std::uint64_t max_memory = ~std::uint64_t{0});

}  // namespace souris::cli

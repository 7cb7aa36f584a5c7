// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// A number for each element of each array of some trees: equal elements have equal ones, others
/// hardly ever, whatever they were made for: no part of a number can be foreseen. Differs from
/// process to process.
class Fingerprints {
  public:
    /// Adds a tree, which must stay as it is. Linear; nothing recurses. What is remembered is
    /// charged to `memory`. Errors: `limit_exceeded`.
    [[nodiscard]] Result<void> add(const Value& root, Budget& memory);

    /// Those of an array that was added.
    [[nodiscard]] std::span<const std::uint64_t> of(const Value& array) const;

  private:
    std::vector<std::uint64_t> numbers_;
    /// Where those of an array begin.
    std::unordered_map<const Value*, std::size_t> begins_;
};

}  // namespace souris::cli

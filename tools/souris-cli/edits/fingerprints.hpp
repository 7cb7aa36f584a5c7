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

/// Fingerprints of all array elements in some trees. Equal elements have equal fingerprints;
/// different ones collide only by chance, even if the input was forged, because the hash is keyed.
/// The key differs from process to process.
class Fingerprints {
  public:
    /// Adds a tree, which must outlive this object unchanged. Linear time, no recursion. Memory is
    /// charged to `memory`. Errors: `limit_exceeded`.
    [[nodiscard]] Result<void> add(const Value& root, Budget& memory);

    /// The fingerprints of the elements of an array that was added.
    [[nodiscard]] std::span<const std::uint64_t> of(const Value& array) const;

  private:
    std::vector<std::uint64_t> numbers_;
    /// Index of the first fingerprint of each array.
    std::unordered_map<const Value*, std::size_t> begins_;
};

}  // namespace souris::cli

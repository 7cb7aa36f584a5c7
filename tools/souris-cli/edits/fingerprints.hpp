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

#include "edits/equality.hpp"
#include "edits/matching.hpp"

namespace souris::cli {

/// Fingerprints of all array elements in some trees. Equal elements have equal fingerprints;
/// different ones collide only by chance, even if the input was forged, because the hash is keyed.
/// The key differs from process to process.
///
/// With a tolerance, where the order counts, the fingerprints of numbers within it are mostly
/// equal, too.
class Fingerprints {
  public:
    explicit Fingerprints(const Equality& equality = {}) : equality_(equality) {}

    /// Adds a tree, which must outlive this object unchanged. Linear time, no recursion. Memory is
    /// charged to `memory`. Errors: `limit_exceeded`.
    [[nodiscard]] Result<void> add(const Value& root, Budget& memory);

    /// The fingerprints of the elements of an array that was added.
    [[nodiscard]] std::span<const std::uint64_t> of(const Value& array) const;
    /// The same with their profiles.
    [[nodiscard]] ProfiledArray profiled(const Value& array) const;

  private:
    /// A value's fingerprint and profile.
    struct Print {
        std::uint64_t number = 0;
        Profile profile{};
    };
    /// A container whose first `next` children are included in `print`.
    struct Frame {
        const Value* container;
        std::size_t next;
        Print print;
        /// Index of the array's first fingerprint.
        std::size_t begin;
    };

    [[nodiscard]] bool has_profiles() const noexcept { return equality_.tolerance.has_value(); }
    [[nodiscard]] std::uint64_t number_of(const Value& scalar) const;
    [[nodiscard]] Print print_of(const Value& scalar) const;
    [[nodiscard]] static Print print_of(const Frame& frame);
    /// Includes the next child of a container.
    void take(Frame& frame, const Print& print);

    Equality equality_;
    std::vector<std::uint64_t> numbers_;
    std::vector<Profile> profiles_;
    /// Index of the first fingerprint of each array.
    std::unordered_map<const Value*, std::size_t> begins_;
};

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <souris/value.hpp>

#include "edits/alignment.hpp"
#include "edits/equality.hpp"

namespace souris::cli {

/// What is known of a value whose numbers may differ by a tolerance.
struct Profile {
    static constexpr std::uint64_t shape_of_number = 0;

    /// A fingerprint for which all numbers are the same.
    std::uint64_t shape = shape_of_number;
    /// A weighted sum of the numbers. The weights depend on the keys and the
    /// indices on the way to each, on indices only if the order counts.
    double sum = 0;
    /// The most by which the sums of equal values differ.
    double slack = 0;
};

/// An array, with the fingerprint and the profile of each element.
struct ProfiledArray {
    std::span<const Value> elements;
    std::span<const std::uint64_t> numbers;
    /// Empty if there is no tolerance.
    std::span<const Profile> profiles;
};

/// Pairs of elements that are equal, as far as numbers and profiles tell, each element in at most
/// one pair, in the order of the first array. Takes O(n log n) time; `max_memory` as for `align`.
///
/// Where the order counts, it is that of both arrays: a common subsequence, the longest without a
/// tolerance. With one, elements at the beginning and the end that are equal by their index are
/// pairs, whatever is in between; so arrays with equal elements have no other pairs.
///
/// Where the order does not count and there is a tolerance, as many numbers as possible are paired.
/// Arrays and maps are paired with equal ones, and the rest of the same shape in the order of their
/// sums, so that those of a pair can differ.
[[nodiscard]] std::vector<Match> match_elements(const ProfiledArray& before,
                                                const ProfiledArray& after,
                                                const Equality& equality,
                                                std::uint64_t max_memory = ~std::uint64_t{0});

}  // namespace souris::cli

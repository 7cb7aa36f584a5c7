// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

#include "edits/equality.hpp"

namespace souris::cli {

/// One difference between two trees. The views are valid during the call of the handler.
struct Change {
    /// The old value; nullptr if a value was added.
    const Value* before;
    /// The new value; nullptr if a value was removed.
    const Value* after;
    /// JSON Pointer in the first tree; for an added value, its place in that tree.
    std::string_view path_before;
    /// JSON Pointer in the second tree; for a removed value, its place in that tree. This is also
    /// the place in the first tree once all earlier changes have been made.
    ///
    /// If the order of arrays does not matter, elements have no place in the other tree: the last
    /// token is `-`.
    std::string_view path_after;
};

/// Granularity of changes.
enum class ChangeUnit : std::uint8_t {
    smallest,
    /// A container is replaced as a whole if changing its children one by one would take quadratic
    /// time.
    affordable,
};

/// Receives each change. A failure ends the comparison.
using ChangeHandler = std::function<Result<void>(const Change&)>;

/// Reports all differences between two trees: map entries by key, array elements by a longest
/// common subsequence (matching.hpp) and between matches in order. Applied one after another, the
/// changes turn the first tree into one equal to the second. If the order of arrays does not
/// matter, elements without an equal one (matching.hpp) are removed and added as a whole.
///
/// Takes O(n log n) time, without the paths, and does not recurse. Errors: those of the handler,
/// and `limit_exceeded` if comparing takes more than `limits.max_memory`.
[[nodiscard]] Result<void> compare(const Value& before, const Value& after, const Limits& limits,
                                   const ChangeHandler& handler,
                                   ChangeUnit unit = ChangeUnit::smallest,
                                   const Equality& equality = {});

}  // namespace souris::cli

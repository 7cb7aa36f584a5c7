// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// One thing in which two trees differ. The views are valid while it is told.
struct Change {
    /// What was there, or nullptr if something was added.
    const Value* before;
    /// What is there, or nullptr if something was removed.
    const Value* after;
    /// JSON Pointer in the first tree; of what was added, where it would have been.
    std::string_view path_before;
    /// In the second tree; of what was removed, where it would be. This is also the place in the
    /// first tree once all changes told before are made.
    std::string_view path_after;
};

/// What is one change.
enum class ChangeUnit : std::uint8_t {
    smallest,
    /// A container of which so much comes or goes that making it one by one would take quadratic
    /// time is told as a whole.
    affordable,
};

/// Told of each change. A failure ends the comparison.
using ChangeHandler = std::function<Result<void>(const Change&)>;

/// Tells all in which two trees differ: entries by their keys, elements by a longest common
/// subsequence (alignment.hpp) and else by their order. Made one after another, the changes turn
/// the first tree into one that is equal to the second.
///
/// Takes n log n time, paths aside, and no recursion. Errors: the handler's, and `limit_exceeded`
/// if more than `limits.max_memory` would be needed.
[[nodiscard]] Result<void> compare(const Value& before, const Value& after, const Limits& limits,
                                   const ChangeHandler& handler,
                                   ChangeUnit unit = ChangeUnit::smallest);

}  // namespace souris::cli

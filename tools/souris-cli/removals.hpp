// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include <souris/result.hpp>
#include <souris/value.hpp>

// Many removals: each alone moves what stands behind it in its container, which adds up to
// quadratic time.

namespace souris::cli {

/// Removes the entries of which `removes` is true, in linear time.
template <class Predicate>
void remove_entries(Map& map, const Predicate& removes) {
    if (std::none_of(map.begin(), map.end(), removes)) return;
    Map kept;
    kept.reserve(map.size());
    for (MapEntry& entry : map) {
        if (!removes(entry)) kept.insert_or_assign(entry.key(), std::move(entry.value));
    }
    map = std::move(kept);
}

/// What an entry's value becomes until `purge` removes the entry: a character that no file can
/// hold.
inline constexpr char32_t removed_mark = 0xD800;

[[nodiscard]] inline bool is_removed(const Value& value) {
    return value.is(Type::character) && value == removed_mark;
}

/// Removes all entries of a tree that are marked so. Linear; nothing recurses.
void purge(Value& root);

/// Why some removals were not done.
struct RemovalFailure {
    /// The first pointer that names nothing once those before it are removed.
    std::size_t index;
    Error error;
};

/// Removes elements of an array, one after another, which JSON Pointers name that are the array's
/// and one token more. Takes n log n time and has the errors of `remove_at`; then nothing is
/// removed.
[[nodiscard]] Result<void, RemovalFailure> remove_elements(
    Array& array, std::span<const std::string_view> pointers);

}  // namespace souris::cli

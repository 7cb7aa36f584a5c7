// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <utility>

#include <souris/value.hpp>

// Many removals from maps: each alone moves what stands behind it, which adds up to quadratic time.

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

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <utility>

#include <souris/value.hpp>

// Removal of many map entries. Erasing them one by one would move the entries behind each time,
// which takes quadratic time.

namespace souris::cli {

/// Removes the entries for which `removes` returns true, in linear time.
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

/// Marks an entry as removed until `purge` deletes it: a surrogate, which no file can contain as a
/// character.
inline constexpr char32_t removed_mark = 0xD800;

[[nodiscard]] inline bool is_removed(const Value& value) {
    return value.is(Type::character) && value == removed_mark;
}

/// Removes all marked entries of a tree. Linear time, no recursion.
void purge(Value& root);

}  // namespace souris::cli

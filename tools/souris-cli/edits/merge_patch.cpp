// SPDX-License-Identifier: MIT
#include "edits/merge_patch.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "edits/removals.hpp"

namespace souris::cli {

namespace {

/// A map and the patch to merge into it.
struct Pair {
    Map* target;
    Map* patch;
};

/// Reserves room for the new entries of a patch, so that references to entries stay valid while
/// they are added.
void make_room(Map& map, const Map& patch) {
    std::size_t size = map.size();
    for (const MapEntry& entry : patch) {
        if (!entry.value.is_null() && !map.contains(entry.key())) ++size;
    }
    // Doubles the capacity: otherwise many small patches would each move the whole map.
    if (size > map.capacity()) map.reserve(std::max(size, 2 * map.capacity()));
}

/// Erases from short maps, so that an entry added again comes last. In long maps, erasing would
/// move too many entries.
void remove_from(Map& map, std::string_view key) {
    constexpr std::size_t long_map = 1024;
    Value* const found = map.find(key);
    if (found == nullptr) return;
    if (map.size() < long_map) {
        map.erase(key);
    } else {
        *found = removed_mark;
    }
}

}  // namespace

void merge_patch(Value& target, Value patch) {
    if (!patch.is(Type::map)) {
        target = std::move(patch);
        return;
    }
    std::vector<Pair> rest;
    const auto merge_into = [&](Value& into, Map& from) {
        if (!into.is(Type::map)) into = Map();
        rest.push_back({into.as_map(), &from});
    };
    merge_into(target, *patch.as_map());
    while (!rest.empty()) {
        Map* const into = rest.back().target;
        Map* const from = rest.back().patch;
        rest.pop_back();
        for (const MapEntry& entry : *from) {
            if (entry.value.is_null()) remove_from(*into, entry.key());
        }
        make_room(*into, *from);
        for (MapEntry& entry : *from) {
            if (Map* const inner = entry.value.as_map()) {
                merge_into((*into)[entry.key()], *inner);
            } else if (!entry.value.is_null()) {
                into->insert_or_assign(entry.key(), std::move(entry.value));
            }
        }
    }
}

}  // namespace souris::cli

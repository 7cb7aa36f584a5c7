// SPDX-License-Identifier: MIT
#include "merge_patch.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace souris::cli {

namespace {

/// A map, and the one that is merged into it.
struct Pair {
    Map* target;
    Map* patch;
};

/// Takes out what a patch says null of: all at once, since each removal alone takes linear time.
void remove_nulls(Map& target, const Map& patch) {
    const auto removes = [&](const MapEntry& entry) {
        const Value* const change = patch.find(entry.key());
        return change != nullptr && change->is_null();
    };
    if (std::none_of(target.begin(), target.end(), removes)) return;
    Map kept;
    kept.reserve(target.size());
    for (MapEntry& entry : target) {
        if (!removes(entry)) kept.insert_or_assign(entry.key(), std::move(entry.value));
    }
    target = std::move(kept);
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
        const auto [into, from] = rest.back();
        rest.pop_back();
        remove_nulls(*into, *from);
        // Room first: nothing that is in `rest` may move.
        into->reserve(into->size() + from->size());
        for (MapEntry& entry : *from) {
            if (!entry.value.is_null() && !entry.value.is(Type::map)) {
                into->insert_or_assign(entry.key(), std::move(entry.value));
            }
        }
        for (MapEntry& entry : *from) {
            if (Map* const inner = entry.value.as_map()) merge_into((*into)[entry.key()], *inner);
        }
    }
}

}  // namespace souris::cli

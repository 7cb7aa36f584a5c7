// SPDX-License-Identifier: MIT
#include "merge_patch.hpp"

#include <utility>
#include <vector>

#include "removals.hpp"

namespace souris::cli {

namespace {

/// A map, and the one that is merged into it.
struct Pair {
    Map* target;
    Map* patch;
};

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
        remove_entries(*into, [&](const MapEntry& entry) {
            const Value* const change = from->find(entry.key());
            return change != nullptr && change->is_null();
        });
        // Room first: nothing that is in `rest` may move.
        into->reserve(into->size() + from->size());
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

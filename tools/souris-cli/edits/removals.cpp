// SPDX-License-Identifier: MIT
#include "edits/removals.hpp"

#include <vector>

#include "common/container.hpp"

namespace souris::cli {

void purge(Value& root) {
    std::vector<Value*> rest{&root};
    const auto remember = [&](Value& child) {
        if (is_container(child)) rest.push_back(&child);
    };
    while (!rest.empty()) {
        Value& value = *rest.back();
        rest.pop_back();
        if (Array* const array = value.as_array()) {
            std::for_each(array->begin(), array->end(), remember);
        } else if (Map* const map = value.as_map()) {
            remove_entries(*map, [](const MapEntry& entry) { return is_removed(entry.value); });
            for (MapEntry& entry : *map)
                remember(entry.value);
        }
    }
}

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#include "edits/sorted_keys.hpp"

#include <vector>

#include "common/container.hpp"

namespace souris::cli {

void sort_keys(Value& root) {
    std::vector<Value*> rest{&root};
    const auto remember = [&](Value& child) {
        if (is_container(child)) rest.push_back(&child);
    };
    while (!rest.empty()) {
        Value& value = *rest.back();
        rest.pop_back();
        if (Map* const map = value.as_map()) {
            map->sort_keys();
            for (MapEntry& entry : *map)
                remember(entry.value);
        } else if (Array* const array = value.as_array()) {
            for (Value& element : *array)
                remember(element);
        }
    }
}

}  // namespace souris::cli

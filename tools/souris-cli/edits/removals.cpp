// SPDX-License-Identifier: MIT
#include "edits/removals.hpp"

#include "common/container.hpp"

namespace souris::cli {

void purge(Value& root) {
    for_each_container(root, [](Value& value) {
        if (Map* const map = value.as_map())
            remove_entries(*map, [](const MapEntry& entry) { return is_removed(entry.value); });
    });
}

}  // namespace souris::cli

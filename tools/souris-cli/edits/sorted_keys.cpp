// SPDX-License-Identifier: MIT
#include "edits/sorted_keys.hpp"

#include "common/container.hpp"

namespace souris::cli {

void sort_keys(Value& root) {
    for_each_container(root, [](Value& value) {
        if (Map* const map = value.as_map()) map->sort_keys();
    });
}

}  // namespace souris::cli

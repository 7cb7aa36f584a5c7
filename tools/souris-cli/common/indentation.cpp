// SPDX-License-Identifier: MIT
#include "common/indentation.hpp"

#include <cstddef>
#include <vector>

#include "common/container.hpp"

namespace souris::cli {

namespace {

/// An open container, whose first `next` children have been visited.
struct OpenContainer {
    const Value* container;
    std::size_t next = 0;
};

}  // namespace

unsigned affordable_indentation(const Value& root, unsigned wanted) {
    constexpr std::size_t most_levels = 64;
    if (wanted == 0 || !is_container(root)) return wanted;
    std::vector<OpenContainer> open{{&root}};
    while (!open.empty()) {
        OpenContainer& top = open.back();
        if (top.next == child_count(*top.container)) {
            open.pop_back();
            continue;
        }
        const Value& child = child_at(*top.container, top.next++);
        if (!is_container(child)) continue;
        if (open.size() == most_levels) return 0;
        open.push_back({&child});
    }
    return wanted;
}

}  // namespace souris::cli

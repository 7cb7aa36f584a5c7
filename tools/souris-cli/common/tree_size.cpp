// SPDX-License-Identifier: MIT
#include "common/tree_size.hpp"

#include <cstddef>
#include <vector>

#include "common/container.hpp"

namespace souris::cli {

namespace {

/// A container whose first `next` children have been charged.
struct MeasuredContainer {
    const Value* container;
    std::size_t next;
};

tl::unexpected<Error> exceeded(Limit limit) {
    return failure(Error(ErrorCode::limit_exceeded, name_of(limit)));
}

}  // namespace

Result<void> TreeBudget::charge(const Value& root) {
    std::vector<MeasuredContainer> stack;
    const Value* value = &root;
    while (true) {
        const std::uint64_t content = value->text().size() + value->binary().size();
        if (!nodes.charge(1)) return exceeded(Limit::nodes);
        if (!memory.charge(sizeof(Value)) || !memory.charge(content)) {
            return exceeded(Limit::memory);
        }
        stack.push_back({value, 0});
        const auto is_done = [](const MeasuredContainer& top) {
            return top.next == child_count(*top.container);
        };
        while (!stack.empty() && is_done(stack.back()))
            stack.pop_back();
        if (stack.empty()) return {};
        MeasuredContainer& top = stack.back();
        const std::size_t index = top.next++;
        if (top.container->is(Type::array)) {
            value = &top.container->elements()[index];
            continue;
        }
        const MapEntry& entry = top.container->entries()[index];
        if (!memory.charge(sizeof(Value) + entry.key().size())) return exceeded(Limit::memory);
        value = &entry.value;
    }
}

}  // namespace souris::cli

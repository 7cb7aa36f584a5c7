// SPDX-License-Identifier: MIT
#include "edits/same_data.hpp"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "common/container.hpp"

namespace souris::cli {

namespace {

/// Two containers of the same type and size, whose first `next` children are the same.
struct SameFrame {
    const Value* a;
    const Value* b;
    std::size_t next = 0;
};

bool is_same_scalar(const Value& a, const Value& b) {
    if (a == b) return true;
    const auto x = floating(a);
    const auto y = floating(b);
    if (x && y) return *x == *y;
    if (x && b.is(Type::integer)) return Integer::from_double(*x) == b.integer();
    if (y && a.is(Type::integer)) return Integer::from_double(*y) == a.integer();
    return false;
}

/// Compares two values, but not the children of containers.
bool is_same_outside(const Value& a, const Value& b) {
    if (!is_container(a)) return !is_container(b) && is_same_scalar(a, b);
    return a.is(b.type()) && child_count(a) == child_count(b);
}

/// The next pair of children. The second is nullptr if its key is missing.
std::pair<const Value*, const Value*> next_children(SameFrame& frame) {
    const std::size_t i = frame.next++;
    if (frame.a->is(Type::array)) return {&frame.a->elements()[i], &frame.b->elements()[i]};
    const MapEntry& entry = frame.a->entries()[i];
    return {&entry.value, frame.b->as_map()->find(entry.key())};
}

}  // namespace

std::optional<double> floating(const Value& value) {
    if (!value.is(Type::float32) && !value.is(Type::float64)) return std::nullopt;
    return value.get<double>().value();
}

bool is_same_data(const Value& a, const Value& b) {
    if (!is_same_outside(a, b)) return false;
    std::vector<SameFrame> stack{{&a, &b}};
    while (!stack.empty()) {
        SameFrame& frame = stack.back();
        if (frame.next == child_count(*frame.a)) {
            stack.pop_back();
            continue;
        }
        const auto [x, y] = next_children(frame);
        if (y == nullptr || !is_same_outside(*x, *y)) return false;
        if (is_container(*x)) stack.push_back({x, y});
    }
    return true;
}

}  // namespace souris::cli

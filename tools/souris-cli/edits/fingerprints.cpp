// SPDX-License-Identifier: MIT
#include "edits/fingerprints.hpp"

#include <functional>

#include <souris/keyed_hash.hpp>

#include "common/container.hpp"

namespace souris::cli {

namespace {

/// A container whose first `next` children are included in `number`.
struct NumberedContainer {
    const Value* container;
    std::size_t next;
    std::uint64_t number;
    /// Index of the array's first fingerprint.
    std::size_t begin;
};

/// For maps, `number` is a sum, because the order of entries does not matter.
std::uint64_t number_of(const NumberedContainer& frame) noexcept {
    return combine_hashes(frame.number, static_cast<std::uint64_t>(frame.container->type()));
}

}  // namespace

Result<void> Fingerprints::add(const Value& root, Budget& memory) {
    constexpr std::uint64_t array_cost = 64;
    std::vector<NumberedContainer> stack;
    const auto open = [&](const Value& container) {
        const std::size_t count = container.elements().size();
        if (!memory.charge(array_cost) || !memory.charge(count, sizeof(std::uint64_t))) {
            return false;
        }
        stack.push_back({&container, 0, 0, numbers_.size()});
        if (container.is(Type::array)) begins_[&container] = numbers_.size();
        numbers_.resize(numbers_.size() + count);
        return true;
    };
    const auto take = [&](std::uint64_t number) {
        NumberedContainer& top = stack.back();
        if (top.container->is(Type::array)) {
            numbers_[top.begin + top.next] = number;
            top.number = combine_hashes(top.number, number);
        } else {
            const std::string_view key = top.container->entries()[top.next].key();
            top.number += combine_hashes(keyed_hash(key), number);
        }
        ++top.next;
    };
    const auto refusal = [] {
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::memory)));
    };
    if (!is_container(root)) return {};
    if (!open(root)) return refusal();
    while (true) {
        const NumberedContainer& top = stack.back();
        const auto elements = top.container->elements();
        const auto entries = top.container->entries();
        if (top.next == elements.size() + entries.size()) {
            const std::uint64_t number = number_of(top);
            stack.pop_back();
            if (stack.empty()) return {};
            take(number);
            continue;
        }
        const Value& child = elements.empty() ? entries[top.next].value : elements[top.next];
        if (!is_container(child)) {
            take(std::hash<Value>()(child));
        } else if (!open(child)) {
            return refusal();
        }
    }
}

std::span<const std::uint64_t> Fingerprints::of(const Value& array) const {
    return std::span(numbers_).subspan(begins_.at(&array), array.elements().size());
}

}  // namespace souris::cli

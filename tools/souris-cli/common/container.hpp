// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <vector>

#include <souris/value.hpp>

namespace souris::cli {

/// Whether a value has children, or could have.
[[nodiscard]] inline bool is_container(const Value& value) noexcept {
    return value.is(Type::array) || value.is(Type::map);
}

/// The number of elements of an array or entries of a map; 0 for other types.
[[nodiscard]] inline std::size_t child_count(const Value& value) noexcept {
    return value.elements().size() + value.entries().size();
}

/// The element of an array, or the value of the entry of a map, at `index`. There must be one.
[[nodiscard]] inline const Value& child_at(const Value& container, std::size_t index) noexcept {
    assert(index < child_count(container));
    return container.is(Type::map) ? container.entries()[index].value : container.elements()[index];
}

/// Calls `visit` with `root` and with each container in it, each before those in it, in no
/// particular order. `visit` may change what it is called with. Does not recurse.
template <class Visit>
void for_each_container(Value& root, Visit visit) {
    std::vector<Value*> rest{&root};
    const auto remember = [&](Value& child) {
        if (is_container(child)) rest.push_back(&child);
    };
    while (!rest.empty()) {
        Value& value = *rest.back();
        rest.pop_back();
        visit(value);
        if (Array* const array = value.as_array()) {
            for (Value& element : *array)
                remember(element);
        } else if (Map* const map = value.as_map()) {
            for (MapEntry& entry : *map)
                remember(entry.value);
        }
    }
}

}  // namespace souris::cli

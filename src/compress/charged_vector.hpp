// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include <souris/limits.hpp>

namespace souris::inline v0::detail {

/// Makes room for `count` more elements, at least doubling the capacity if there is none.
/// Charges what it allocates before it does; false, and nothing done, if `memory` lacks it.
template <class T>
[[nodiscard]] bool make_room(std::vector<T>& vector, std::size_t count, Budget& memory) {
    const std::size_t needed = vector.size() + count;
    if (needed <= vector.capacity()) return true;
    const std::size_t capacity = std::max(needed, 2 * vector.capacity());
    if (!memory.charge(capacity, sizeof(T))) return false;
    vector.reserve(capacity);
    return true;
}

}  // namespace souris::inline v0::detail

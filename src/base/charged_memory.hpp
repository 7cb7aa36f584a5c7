// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <souris/limits.hpp>

// Growing memory, always charged to a budget.

namespace souris { inline namespace v0 { namespace detail {

/// Calls `grow`, which allocates `new_size` bytes and then frees `old_size`, 0 for none: both
/// coexist for a while. Returns false and does nothing if `memory` is too small for `new_size`.
template <class Grow>
[[nodiscard]] bool charge_growth(Budget& memory, std::uint64_t old_size, std::uint64_t new_size,
                                 Grow grow) {
    assert(new_size > old_size);
    if (!memory.charge(allocation_size(new_size))) return false;
    grow();
    if (old_size != 0) memory.give_back(allocation_size(old_size));
    return true;
}

/// Heap bytes of a vector.
template <class T>
[[nodiscard]] std::uint64_t memory_of(const std::vector<T>& vector) noexcept {
    const std::uint64_t size = std::uint64_t{vector.capacity()} * sizeof(T);
    return size != 0 ? allocation_size(size) : 0;
}

/// Makes room for `count` more elements: doubles the capacity, or, if `memory` is too small for
/// that, grows by `count` alone. Returns false and does nothing if `memory` is too small for both.
template <class T>
[[nodiscard]] bool make_room(std::vector<T>& vector, std::size_t count, Budget& memory) {
    const std::size_t old = vector.capacity();
    if (count <= old - vector.size()) return true;
    const std::size_t needed = vector.size() + count;
    if (needed < count || needed > vector.max_size()) return false;
    const auto reserve = [&](std::size_t capacity) {
        return charge_growth(memory, std::uint64_t{old} * sizeof(T),
                             std::uint64_t{capacity} * sizeof(T),
                             [&] { vector.reserve(capacity); });
    };
    return reserve(std::max(needed, std::min(2 * old, vector.max_size()))) || reserve(needed);
}

/// Frees a vector's memory and returns it to the budget.
template <class T>
void give_back(std::vector<T>& vector, Budget& memory) noexcept {
    memory.give_back(memory_of(vector));
    vector = std::vector<T>();
}

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include <souris/keyed_hash.hpp>
#include <souris/limits.hpp>

#include "value/map_index.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// A hash table of things by their keys, linear time for any keys. It takes as much memory as the
/// index of a `Map` with as many entries. `key_of` returns a thing's key.
template <class Thing, std::string_view (*key_of)(const Thing&) noexcept>
class KeyTable {
  public:
    /// For up to `count` things. Throws std::bad_alloc.
    explicit KeyTable(std::size_t count)
        : mask_(index_slots(count) - 1), slots_(new const Thing* [mask_ + 1] {}) {}

    /// Bytes of the heap that a table for `count` things takes.
    [[nodiscard]] static std::uint64_t memory_for(std::size_t count) noexcept {
        return allocation_size(std::uint64_t{index_slots(count)} * sizeof(const Thing*));
    }

    /// The slot of the thing with that key; nullptr in it if there is none, to be filled.
    [[nodiscard]] const Thing*& slot_of(std::string_view key) noexcept {
        std::size_t slot = static_cast<std::size_t>(keyed_hash(key)) & mask_;
        while (slots_[slot] != nullptr && key_of(*slots_[slot]) != key)
            slot = (slot + 1) & mask_;
        return slots_[slot];
    }
    /// @copydoc slot_of
    [[nodiscard]] const Thing* find(std::string_view key) const noexcept {
        return const_cast<KeyTable*>(this)->slot_of(key);
    }

  private:
    std::size_t mask_;
    std::unique_ptr<const Thing*[]> slots_;
};

}}}  // namespace souris::v0::detail

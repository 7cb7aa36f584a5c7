// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>

#include "value/tree_block.hpp"

// The hash index of a map with many entries: open addressing with linear probing. Each slot holds
// the position of an entry and some bits of its key's hash.

namespace souris { inline namespace v0 { namespace detail {

/// Maps of up to this many entries are searched linearly.
inline constexpr std::size_t max_entries_without_index = 64;

struct MapIndex {
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t position = empty;
    };
    static constexpr std::uint32_t empty = ~std::uint32_t{0};

    /// Number of slots, a power of two, minus one.
    std::size_t mask;

    [[nodiscard]] Slot* slots() noexcept { return reinterpret_cast<Slot*>(this + 1); }
};

/// Number of slots for `capacity` entries, a power of two: at most two thirds of them are ever
/// used.
[[nodiscard]] std::size_t index_slots(std::size_t capacity) noexcept;

/// Memory in bytes for the index of a map with `capacity` entries.
[[nodiscard]] std::uint64_t index_memory(std::size_t capacity) noexcept;

/// Indexes all entries, for a map of its capacity, and replaces an older index. Returns the
/// position of the first entry with the key of an earlier one, or the size if there is none;
/// entries with repeated keys are not indexed. Throws std::bad_alloc and then changes nothing.
std::size_t build_index(MapBlock& map);

/// The same in the memory of the present index.
std::size_t rebuild_index(MapBlock& map) noexcept;

/// Adds the last entry, whose key must be new, to an index with room for it.
void add_to_index(MapBlock& map) noexcept;

/// Removes the entry at `position` from an index of all entries, before the entry itself is
/// removed; adjusts the positions of the later entries. Takes expected constant time for the last
/// entry; otherwise visits all slots once. Hashes few keys.
void remove_from_index(MapBlock& map, std::size_t position) noexcept;

/// The position of `key`, or the size if it is absent. The map must have an index.
[[nodiscard]] std::size_t find_in_index(const MapBlock& map, std::string_view key) noexcept;

/// Frees the memory of an index; does nothing for nullptr.
void free_index(MapIndex* index, std::pmr::memory_resource* resource) noexcept;

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>

#include "value/tree_block.hpp"

// The hash index of a map with many entries: open addressing with linear probing over slots that
// hold a position in the entries and some bits of the key's hash.

namespace souris::inline v0::detail {

/// Maps of up to this many entries are searched from front to back.
inline constexpr std::size_t max_entries_without_index = 64;

struct MapIndex {
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t position = empty;
    };
    static constexpr std::uint32_t empty = ~std::uint32_t{0};

    /// The number of slots, a power of two, less one.
    std::size_t mask;

    [[nodiscard]] Slot* slots() noexcept { return reinterpret_cast<Slot*>(this + 1); }
};

/// Slots for so many entries, a power of two: at most two thirds of them are ever taken.
[[nodiscard]] std::size_t index_slots(std::size_t capacity) noexcept;

/// Bytes of memory that a map of `capacity` entries needs for its index.
[[nodiscard]] std::uint64_t index_memory(std::size_t capacity) noexcept;

/// Indexes all entries for a map of its capacity, in place of an older index. Returns the position
/// of the first entry whose key an earlier one has, or the size if there is none; entries with
/// such keys are not indexed. Throws std::bad_alloc and then changes nothing.
std::size_t build_index(MapBlock& map);

/// The same in the memory of the index that is there.
std::size_t rebuild_index(MapBlock& map) noexcept;

/// Adds the last entry, whose key must be new, to an index that has room for it.
void add_to_index(MapBlock& map) noexcept;

/// Takes the entry at `position` out of an index in which all entries are, before it is removed:
/// those behind it are one further in front then. Takes constant time for the last one in
/// expectation, else goes through the slots once; few keys are hashed.
void remove_from_index(MapBlock& map, std::size_t position) noexcept;

/// The position of `key`, or the size if it is not there. The map has an index.
[[nodiscard]] std::size_t find_in_index(const MapBlock& map, std::string_view key) noexcept;

/// Gives the memory of an index back; nothing for nullptr.
void free_index(MapIndex* index, std::pmr::memory_resource* resource) noexcept;

}  // namespace souris::inline v0::detail

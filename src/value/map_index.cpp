// SPDX-License-Identifier: MIT
#include "value/map_index.hpp"

#include <bit>
#include <cassert>
#include <memory>
#include <new>

#include <souris/keyed_hash.hpp>

#include "value/tree_access.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

std::size_t memory_of(std::size_t slots) noexcept {
    return sizeof(MapIndex) + slots * sizeof(MapIndex::Slot);
}

std::string_view key_at(const MapBlock& map, std::size_t position) noexcept {
    assert(position < map.size);
    return TreeAccess::content(TreeAccess::key_of(map.data()[position]));
}

/// The slot of `key`, or the empty slot where it belongs.
MapIndex::Slot& slot_of(const MapBlock& map, std::string_view key, std::uint64_t hash) noexcept {
    assert(map.index != nullptr);
    MapIndex& index = *map.index;
    const auto fragment = static_cast<std::uint32_t>(hash >> 32U);
    for (std::size_t i = static_cast<std::size_t>(hash) & index.mask;; i = (i + 1) & index.mask) {
        MapIndex::Slot& slot = index.slots()[i];
        if (slot.position == MapIndex::empty) {
            slot.hash = fragment;
            return slot;
        }
        if (slot.hash == fragment && key_at(map, slot.position) == key) return slot;
    }
}

/// Enters the entry at `position` unless its key is present. Returns whether it was entered.
bool enter(MapBlock& map, std::size_t position) noexcept {
    const std::string_view key = key_at(map, position);
    MapIndex::Slot& slot = slot_of(map, key, keyed_hash(key));
    if (slot.position != MapIndex::empty) return false;
    slot.position = static_cast<std::uint32_t>(position);
    return true;
}

}  // namespace

std::size_t index_slots(std::size_t capacity) noexcept {
    return std::bit_ceil(capacity + capacity / 2 + 1);
}

std::uint64_t index_memory(std::size_t capacity) noexcept {
    if (capacity <= max_entries_without_index) return 0;
    return sizeof(MapIndex) + std::uint64_t{index_slots(capacity)} * sizeof(MapIndex::Slot);
}

std::size_t build_index(MapBlock& map) {
    assert(map.size <= map.capacity);
    const std::size_t slots = index_slots(map.capacity);
    void* const memory = allocate(map.resource, memory_of(slots));
    free_index(map.index, map.resource);
    map.index = new (memory) MapIndex{slots - 1};
    return rebuild_index(map);
}

std::size_t rebuild_index(MapBlock& map) noexcept {
    assert(map.index != nullptr && map.size <= map.index->mask);
    assert(std::has_single_bit(map.index->mask + 1));
    std::uninitialized_default_construct_n(map.index->slots(), map.index->mask + 1);
    std::size_t first_repeated = map.size;
    for (std::size_t i = 0; i < map.size; ++i) {
        if (!enter(map, i) && first_repeated == map.size) first_repeated = i;
    }
    return first_repeated;
}

void add_to_index(MapBlock& map) noexcept {
    assert(map.index != nullptr && map.size != 0 && map.size <= map.index->mask);
    [[maybe_unused]] const bool is_new = enter(map, map.size - 1);
    assert(is_new);
}

void remove_from_index(MapBlock& map, std::size_t position) noexcept {
    assert(map.index != nullptr && position < map.size);
    MapIndex::Slot* const slots = map.index->slots();
    const std::size_t mask = map.index->mask;
    const auto home_of = [&](std::size_t at) {
        return static_cast<std::size_t>(keyed_hash(key_at(map, at))) & mask;
    };
    std::size_t hole = home_of(position);
    while (slots[hole].position != position) {
        assert(slots[hole].position != MapIndex::empty);
        hole = (hole + 1) & mask;
    }
    // Slots after the hole move into it, unless that would place them before their home slot.
    for (std::size_t i = (hole + 1) & mask; slots[i].position != MapIndex::empty;
         i = (i + 1) & mask) {
        const std::size_t distance = (i - home_of(slots[i].position)) & mask;
        if (distance < ((i - hole) & mask)) continue;
        slots[hole] = slots[i];
        hole = i;
    }
    slots[hole].position = MapIndex::empty;
    if (position + 1 == map.size) return;
    for (std::size_t i = 0; i <= mask; ++i) {
        const std::uint32_t at = slots[i].position;
        slots[i].position = at - (at > position && at != MapIndex::empty ? 1U : 0U);
    }
}

std::size_t find_in_index(const MapBlock& map, std::string_view key) noexcept {
    assert(map.index != nullptr);
    const MapIndex& index = *map.index;
    const std::uint64_t hash = keyed_hash(key);
    const auto fragment = static_cast<std::uint32_t>(hash >> 32U);
    for (std::size_t i = static_cast<std::size_t>(hash) & index.mask;; i = (i + 1) & index.mask) {
        const MapIndex::Slot slot = map.index->slots()[i];
        if (slot.position == MapIndex::empty) return map.size;
        if (slot.hash == fragment && key_at(map, slot.position) == key) return slot.position;
    }
}

void free_index(MapIndex* index, std::pmr::memory_resource* resource) noexcept {
    if (index != nullptr) deallocate(resource, index, memory_of(index->mask + 1));
}

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <memory_resource>
#include <string_view>
#include <utility>

#include <souris/value.hpp>

#include "value/tree_block.hpp"

namespace souris::detail {

/// What the layers that build trees may do beyond the public interface: put a value where a null
/// stands, and fill containers whose final size is known.
///
/// `put` makes the value in the slot, which must be null: a value that is made elsewhere and moved
/// is stored and loaded once more, just after it was written in parts, which stalls.
struct TreeAccess {
    template <class... Arguments>
    static void put(Value& slot, Arguments&&... arguments) {
        new (&slot) Value(std::forward<Arguments>(arguments)...);
    }

    /// The number with these bits, which must be one of that sign state.
    static void put_integer(Value& slot, Wide bits, SignState state) noexcept {
        std::construct_at(&slot.payload_.integer, bits);
        slot.type_ = Type::integer;
        slot.detail_ = static_cast<std::uint8_t>(state);
    }

    /// Makes `slot` a value of one of the four text-like types.
    static void put_text(Value& slot, Type type, std::string_view content,
                         std::pmr::memory_resource* resource) {
        put(slot, type, content, resource);
    }

    /// Makes `slot` an empty array with room for exactly `capacity` elements, which will grow in
    /// `resource`.
    static Array& put_array(Value& slot, std::size_t capacity,
                            std::pmr::memory_resource* resource) {
        Array array;
        if (needs_block(capacity, resource)) array.block_ = new_array_block(resource, capacity);
        put(slot, std::move(array));
        return slot.payload_.array;
    }

    /// Makes `slot` an empty map with room for exactly `capacity` entries, which will grow in
    /// `resource`.
    static Map& put_map(Value& slot, std::size_t capacity, std::pmr::memory_resource* resource) {
        Map map;
        if (needs_block(capacity, resource)) map.block_ = new_map_block(resource, capacity);
        put(slot, std::move(map));
        return slot.payload_.map;
    }

    /// Appends null. There must be room.
    static Value& append(Array& array) noexcept {
        ArrayBlock& block = *array.block_;
        return *std::construct_at(block.data() + block.size++);
    }

    /// Appends `key` with null. There must be room. The map must not be used before `seal`.
    static Value& append(Map& map, Value key) noexcept {
        MapBlock& block = *map.block_;
        return (new (block.data() + block.size++) MapEntry(std::move(key), Value()))->value;
    }

    /// The same with a copy of `key`. Throws std::bad_alloc.
    static Value& append(Map& map, std::string_view key, std::pmr::memory_resource* resource) {
        MapBlock& block = *map.block_;
        MapEntry* const entry = new (block.data() + block.size) MapEntry(key, resource);
        ++block.size;
        return entry->value;
    }

    /// Makes a map usable that was filled by `append`. Where keys are repeated, the last value
    /// wins and takes the place of the first. Returns the position of the first repetition among
    /// the entries appended, or the number of these if there is none. Throws std::bad_alloc.
    static std::size_t seal(Map& map);

    /// What stands in the payload, if the caller knows the type.
    static const auto& payload(const Value& value) noexcept { return value.payload_; }
    static bool owns_memory(const Value& value) noexcept { return value.owns_memory(); }
    /// The bytes of text, binary or a cartesian complex number.
    static std::string_view content(const Value& value) noexcept { return value.content(); }

    /// JSON that was checked when it came in.
    static JsonText trusted_json(std::string_view text) {
        JsonText json;
        json.text_ = text;
        return json;
    }

    static Value& key_of(MapEntry& entry) noexcept { return entry.key_; }

    /// Frees the memory that `value` owns unless it is a container, which is handed out instead.
    static void release(Value& value, ArrayBlock*& arrays, MapBlock*& maps) noexcept;

  private:
    /// Without a block, a container is empty and of the default resource.
    static bool needs_block(std::size_t capacity, std::pmr::memory_resource* resource) noexcept {
        return capacity != 0 || resource_or_default(resource) != std::pmr::get_default_resource();
    }
};

}  // namespace souris::detail

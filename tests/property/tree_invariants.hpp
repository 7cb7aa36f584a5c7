// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <souris/integer.hpp>
#include <souris/utf8.hpp>
#include <souris/value.hpp>

#include "value/map_index.hpp"
#include "value/map_scan.hpp"
#include "value/tree_access.hpp"

/// Invariants of the memory of trees.

namespace souris::properties {

namespace detail_of_invariants {

using souris::detail::MapBlock;
using souris::detail::MapIndex;
using souris::detail::TreeAccess;

/// Short text is inside the value, padded with zeros; longer text is not.
inline bool text_is_in_its_place(const Value& text) {
    const std::size_t size = TreeAccess::content(text).size();
    if (TreeAccess::owns_memory(text)) return size > TreeAccess::max_short_text;
    std::array<std::byte, sizeof(Value)> bytes{};
    TreeAccess::copy_inline(bytes.data(), text);
    for (std::size_t i = 2 + size; i < bytes.size(); ++i)
        if (bytes[i] != std::byte{}) return false;
    return size <= TreeAccess::max_short_text;
}

/// A map finds each of its keys at its position; keys are distinct and UTF-8. The index of a large
/// map contains each position once.
inline bool map_finds_its_keys(const MapBlock& map) {
    if (map.index == nullptr && map.size > souris::detail::max_entries_without_index) return false;
    for (std::size_t i = 0; i < map.size; ++i) {
        const Value& key = TreeAccess::key_of(map.data()[i]);
        if (!key.is(Type::string) || !is_utf8(TreeAccess::content(key)) ||
            !text_is_in_its_place(key)) {
            return false;
        }
        const auto content = TreeAccess::content(key);
        const std::size_t found = map.index != nullptr ? souris::detail::find_in_index(map, content)
                                                       : souris::detail::scan_keys(map, content);
        if (found != i) return false;
    }
    if (map.index == nullptr) return true;
    const std::size_t slots = map.index->mask + 1;
    if (!std::has_single_bit(slots) || slots <= map.size) return false;
    std::vector<bool> is_present(map.size);
    std::size_t used = 0;
    for (std::size_t i = 0; i < slots; ++i) {
        const std::uint32_t position = map.index->slots()[i].position;
        if (position == MapIndex::empty) continue;
        if (position >= map.size || is_present[position]) return false;
        is_present[position] = true;
        ++used;
    }
    return used == map.size;
}

/// A value without its children.
inline bool value_is_sound(const Value& value) {
    switch (value.type()) {
        case Type::string:
        case Type::json:
        case Type::timezone:
            return is_utf8(TreeAccess::content(value)) && text_is_in_its_place(value);
        case Type::binary:
            return text_is_in_its_place(value);
        case Type::integer:
            return Integer::from_bits(TreeAccess::payload(value).integer,
                                      TreeAccess::sign_state(value))
                .has_value();
        case Type::array: {
            const auto* const block = TreeAccess::block_of(*value.as_array());
            return block == nullptr ||
                   (block->resource != nullptr && block->size <= block->capacity);
        }
        case Type::map: {
            const MapBlock* const block = TreeAccess::block_of(*value.as_map());
            return block == nullptr ||
                   (block->resource != nullptr && block->size <= block->capacity &&
                    map_finds_its_keys(*block));
        }
        default:
            return true;
    }
}

}  // namespace detail_of_invariants

/// Whether the memory of a tree satisfies the assumptions of all code. Linear time; allocates.
inline bool tree_is_sound(const Value& root) {
    std::vector<const Value*> rest = {&root};
    while (!rest.empty()) {
        const Value& value = *rest.back();
        rest.pop_back();
        if (!detail_of_invariants::value_is_sound(value)) return false;
        for (const Value& element : value.elements())
            rest.push_back(&element);
        for (const MapEntry& entry : value.entries())
            rest.push_back(&entry.value);
    }
    return true;
}

}  // namespace souris::properties

// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>
#include <utility>

#include <souris/map.hpp>
#include <souris/value.hpp>

#include "value/map_index.hpp"
#include "value/map_scan.hpp"
#include "value/tree_access.hpp"
#include "value/tree_block.hpp"

namespace souris { inline namespace v0 {

using detail::MapBlock;

namespace {

std::size_t find_position(const MapBlock& map, std::string_view key) noexcept {
    assert(map.index != nullptr || map.size <= detail::max_entries_without_index);
    return map.index != nullptr ? detail::find_in_index(map, key) : detail::scan_keys(map, key);
}

std::size_t first_repetition(MapBlock& map) {
    return map.size > detail::max_entries_without_index ? detail::build_index(map)
                                                        : detail::scan_for_repeated_key(map);
}

}  // namespace

Map::Map(std::pmr::memory_resource* resource) : block_(detail::new_map_block(resource, 0)) {}

Map::Map(std::initializer_list<std::pair<TextArgument, Value>> entries) : Map() {
    for (const auto& [key, value] : entries)
        insert_or_assign(key, value);
}

Map::Map(const Map& other) : Map() {
    reserve(other.size());
    for (const auto& [key, value] : other) {
        detail::TreeAccess::append(*this, key, resource()) = value;
    }
    detail::TreeAccess::seal(*this);
}

Map::Map(Map&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}

Map& Map::operator=(const Map& other) {
    if (this != &other) *this = Map(other);
    return *this;
}

Map& Map::operator=(Map&& other) noexcept {
    if (detail::TreeAccess::holds(other, this)) return *this = Map(std::as_const(other));
    // `other` may be inside this tree: its block is taken before anything is destroyed.
    MapBlock* const old = std::exchange(block_, std::exchange(other.block_, nullptr));
    detail::destroy_tree(old);
    return *this;
}

Map::~Map() {
    detail::destroy_tree(block_);
}

std::size_t Map::size() const noexcept {
    return block_ != nullptr ? block_->size : 0;
}

std::size_t Map::capacity() const noexcept {
    return block_ != nullptr ? block_->capacity : 0;
}

MapEntry* Map::begin() noexcept {
    return block_ != nullptr ? block_->data() : nullptr;
}

const MapEntry* Map::begin() const noexcept {
    return block_ != nullptr ? block_->data() : nullptr;
}

MapEntry* Map::end() noexcept {
    return begin() + size();
}

const MapEntry* Map::end() const noexcept {
    return begin() + size();
}

Value* Map::find(TextArgument key) noexcept {
    if (block_ == nullptr || key.is_null()) return nullptr;
    const std::size_t position = find_position(*block_, key);
    return position < block_->size ? &block_->data()[position].value : nullptr;
}

const Value* Map::find(TextArgument key) const noexcept {
    return const_cast<Map*>(this)->find(key);
}

Value& Map::operator[](TextArgument key) {
    Value* const found = find(key);
    return found != nullptr ? *found : assign(key, Value()).first;
}

std::pair<Value&, bool> Map::insert_or_assign(TextArgument key, Value&& value) {
    return assign(key, detail::taken(value, this));
}

std::pair<Value&, bool> Map::insert_or_assign(TextArgument key, const Value& value) {
    return assign(key, Value(value));
}

std::pair<Value&, bool> Map::assign(TextArgument key, Value value) {
    if (key.is_null()) throw std::invalid_argument("a null pointer is no key");
    if (Value* const found = find(key)) {
        detail::TreeAccess::replace(*found, std::move(value));
        return {*found, false};
    }
    // Constructed before anything moves, since `key` may point into this map.
    Value owned_key(key, resource());
    if (size() == capacity()) {
        reserve(detail::grown_capacity(capacity(), size() + 1, max_size()));
    }
    if (size() == detail::max_entries_without_index && block_->index == nullptr) {
        detail::build_index(*block_);
    }
    assert(size() < detail::max_entries_without_index || block_->index != nullptr);
    Value& added = detail::TreeAccess::append(*this, std::move(owned_key));
    if (block_->index != nullptr) detail::add_to_index(*block_);
    detail::TreeAccess::put(added, std::move(value));
    return {added, true};
}

bool Map::erase(TextArgument key) noexcept {
    if (block_ == nullptr || key.is_null()) return false;
    MapBlock& map = *block_;
    const std::size_t position = find_position(map, key);
    if (position == map.size) return false;
    assert(position < map.size);
    if (map.index != nullptr) detail::remove_from_index(map, position);
    MapEntry* const entry = map.data() + position;
    std::destroy_at(entry);
    std::memmove(static_cast<void*>(entry), entry + 1,
                 (map.size - position - 1) * sizeof(MapEntry));
    --map.size;
    return true;
}

void Map::reserve(std::size_t capacity) {
    if (capacity <= this->capacity()) return;
    MapBlock* const grown = detail::new_map_block(resource(), capacity);
    if (block_ != nullptr) {
        assert(block_->size <= grown->capacity);
        std::memcpy(static_cast<void*>(grown->data()), block_->data(),
                    block_->size * sizeof(MapEntry));
        grown->size = block_->size;
    }
    if (grown->size > detail::max_entries_without_index) {
        try {
            detail::build_index(*grown);
        } catch (...) {
            detail::free_block(grown);
            throw;
        }
    }
    if (block_ != nullptr) {
        detail::free_index(block_->index, block_->resource);
        detail::free_block(block_);
    }
    block_ = grown;
}

void Map::clear() noexcept {
    if (block_ == nullptr) return;
    std::destroy(begin(), end());
    block_->size = 0;
    detail::free_index(std::exchange(block_->index, nullptr), block_->resource);
}

void Map::sort_keys() noexcept {
    if (block_ == nullptr) return;
    // As bytes: entries are trivially relocatable, since none points into itself.
    struct alignas(MapEntry) EntryBytes {
        std::byte bytes[sizeof(MapEntry)];
    };
    const auto key = [](const EntryBytes& entry) {
        return detail::TreeAccess::content(
            detail::TreeAccess::key_of(reinterpret_cast<const MapEntry&>(entry)));
    };
    auto* const first = reinterpret_cast<EntryBytes*>(block_->data());
    std::sort(first, first + block_->size,
              [&](const EntryBytes& a, const EntryBytes& b) { return key(a) < key(b); });
    if (block_->index != nullptr) detail::rebuild_index(*block_);
}

std::pmr::memory_resource* Map::resource() const noexcept {
    return block_ != nullptr ? block_->resource : std::pmr::get_default_resource();
}

std::size_t detail::TreeAccess::seal(Map& map, const KeyHandler& is_repeated) {
    if (map.block_ == nullptr) return 0;
    const std::size_t repeated = first_repetition(*map.block_);
    const std::size_t size = map.size();
    assert(repeated <= size);
    if (repeated == size) return size;
    // Allocates nothing: the memory for the index may already be charged, and is not available
    // twice.
    MapBlock& block = *map.block_;
    block.size = static_cast<std::uint32_t>(repeated);
    if (block.index != nullptr) rebuild_index(block);
    for (std::size_t i = repeated; i < size; ++i) {
        MapEntry* const entry = block.data() + i;
        const std::size_t earlier = find_position(block, entry->key());
        if (earlier != block.size) {
            if (is_repeated) is_repeated(entry->key());
            block.data()[earlier].value = std::move(entry->value);
            std::destroy_at(entry);
            continue;
        }
        assert(block.size < i && "the first of these entries is a repetition");
        // As bytes: the source is not accessed again.
        std::memmove(static_cast<void*>(block.data() + block.size), entry, sizeof(MapEntry));
        ++block.size;
        if (block.index != nullptr) add_to_index(block);
    }
    return repeated;
}

}}  // namespace souris::v0

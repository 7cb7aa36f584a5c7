// SPDX-License-Identifier: MIT
#include "value/tree_block.hpp"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <new>
#include <span>
#include <vector>

#include "value/map_index.hpp"
#include "value/tree_access.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// Caches std::pmr::new_delete_resource(), which is a function call too.
bool is_heap(const std::pmr::memory_resource* resource) noexcept {
    static const std::pmr::memory_resource* const heap = std::pmr::new_delete_resource();
    return resource == heap;
}

}  // namespace

void* allocate(std::pmr::memory_resource* resource, std::size_t size) {
    assert(resource != nullptr);
    return is_heap(resource) ? ::operator new(size) : resource->allocate(size);
}

void deallocate(std::pmr::memory_resource* resource, void* memory, std::size_t size) noexcept {
    assert(resource != nullptr && memory != nullptr);
    if (is_heap(resource)) {
        // Without the size: clang by default has no sized deallocation.
        ::operator delete(memory);
    } else {
        resource->deallocate(memory, size);
    }
}

namespace {

/// Address range of all container blocks so far.
constinit std::atomic<std::uintptr_t> least_block{UINTPTR_MAX};
constinit std::atomic<std::uintptr_t> greatest_block{0};

/// Remaining number of values that this thread may visit to find a place in a tree. Each new block
/// increases it, so the search time is at most a multiple of the time for building trees.
constexpr std::uint64_t searches_per_slot = 16;
constinit thread_local std::uint64_t values_to_search = std::uint64_t{1} << 24U;

void note_addresses(std::uintptr_t begin, std::size_t size) noexcept {
    constexpr auto relaxed = std::memory_order_relaxed;
    std::uintptr_t least = least_block.load(relaxed);
    while (begin < least && !least_block.compare_exchange_weak(least, begin, relaxed)) {
    }
    std::uintptr_t greatest = greatest_block.load(relaxed);
    while (begin + size > greatest &&
           !greatest_block.compare_exchange_weak(greatest, begin + size, relaxed)) {
    }
}

template <class Block, class Element>
Block* new_block(std::pmr::memory_resource* resource, std::size_t capacity,
                 std::size_t max_capacity) {
    constexpr std::size_t addressable = (SIZE_MAX - sizeof(Block)) / sizeof(Element);
    if (capacity > std::min(max_capacity, addressable)) throw std::bad_alloc();
    resource = resource_or_default(resource);
    const std::size_t size = sizeof(Block) + capacity * sizeof(Element);
    void* const memory = allocate(resource, size);
    if (capacity != 0) note_addresses(reinterpret_cast<std::uintptr_t>(memory), size);
    values_to_search += capacity * searches_per_slot;
    return new (memory) Block{resource, {}, 0, static_cast<std::uint32_t>(capacity)};
}

template <class Element, class Block>
void free_memory(Block* block) noexcept {
    assert(block->size <= block->capacity);
    deallocate(block->resource, block, sizeof(Block) + block->capacity * sizeof(Element));
}

void link(ArrayBlock* block, ArrayBlock*& list) noexcept {
    if (block == nullptr) return;
    block->next = list;
    list = block;
}

void link(MapBlock* block, MapBlock*& list) noexcept {
    if (block == nullptr) return;
    free_index(block->index, block->resource);
    block->next = list;
    list = block;
}

void destroy_lists(ArrayBlock* arrays, MapBlock* maps) noexcept {
    while (arrays != nullptr || maps != nullptr) {
        if (ArrayBlock* const block = arrays; block != nullptr) {
            arrays = block->next;
            for (std::size_t i = 0; i < block->size; ++i) {
                TreeAccess::release(block->data()[i], arrays, maps);
            }
            free_block(block);
        }
        if (MapBlock* const block = maps; block != nullptr) {
            maps = block->next;
            for (std::size_t i = 0; i < block->size; ++i) {
                TreeAccess::release(TreeAccess::key_of(block->data()[i]), arrays, maps);
                TreeAccess::release(block->data()[i].value, arrays, maps);
            }
            free_block(block);
        }
    }
}

}  // namespace

TextBlock* new_text_block(std::pmr::memory_resource* resource, std::size_t size) {
    resource = resource_or_default(resource);
    void* const memory = allocate(resource, sizeof(TextBlock) + size);
    return new (memory) TextBlock{resource, size};
}

TextBlock* new_text_block(std::pmr::memory_resource* resource, std::string_view content) {
    TextBlock* const block = new_text_block(resource, content.size());
    std::memcpy(block->data(), content.data(), content.size());
    return block;
}

ArrayBlock* new_array_block(std::pmr::memory_resource* resource, std::size_t capacity) {
    return new_block<ArrayBlock, Value>(resource, capacity, Array::max_size());
}

MapBlock* new_map_block(std::pmr::memory_resource* resource, std::size_t capacity) {
    return new_block<MapBlock, MapEntry>(resource, capacity, Map::max_size());
}

void free_block(TextBlock* block) noexcept {
    deallocate(block->resource, block, sizeof(TextBlock) + block->size);
}

void free_block(ArrayBlock* block) noexcept {
    free_memory<Value>(block);
}

void free_block(MapBlock* block) noexcept {
    free_memory<MapEntry>(block);
}

std::span<char> TreeAccess::put_room(Value& slot, std::size_t size,
                                     std::pmr::memory_resource* resource) {
    assert(!slot.owns_memory());
    Value& value = *new (&slot) Value();
    if (size <= max_short_text) {
        value.type_ = Type::binary;
        value.detail_ = static_cast<std::uint8_t>(size);
        return {value.inline_text(), size};
    }
    value.payload_.block = new_text_block(resource, size);
    value.type_ = Type::binary;
    value.detail_ = Value::owns_memory_flag;
    return {value.payload_.block->data(), size};
}

void TreeAccess::release_memory(Value& value, ArrayBlock*& arrays, MapBlock*& maps) noexcept {
    assert(value.owns_memory());
    switch (value.type_) {
        case Type::array:
            link(value.payload_.array.block_, arrays);
            break;
        case Type::map:
            link(value.payload_.map.block_, maps);
            break;
        default:
            free_block(value.payload_.block);
            break;
    }
}

void destroy_tree(ArrayBlock* block) noexcept {
    ArrayBlock* arrays = nullptr;
    link(block, arrays);
    destroy_lists(arrays, nullptr);
}

void destroy_tree(MapBlock* block) noexcept {
    MapBlock* maps = nullptr;
    link(block, maps);
    destroy_lists(nullptr, maps);
}

namespace {

using Slots = std::span<const Value>;

Slots slots_of(ArrayBlock* block) noexcept {
    return block != nullptr ? Slots(TreeAccess::slots(*block), block->size) : Slots();
}

Slots slots_of(MapBlock* block) noexcept {
    constexpr std::size_t slots_of_entry = TreeAccess::slots_of_entry;
    return block != nullptr ? Slots(TreeAccess::slots(*block), block->size * slots_of_entry)
                            : Slots();
}

/// The slots of a container; empty for other values.
Slots slots_of(const Value& value) noexcept {
    if (const Array* const array = value.as_array()) return slots_of(TreeAccess::block_of(*array));
    if (const Map* const map = value.as_map()) return slots_of(TreeAccess::block_of(*map));
    return {};
}

bool any_holds(Slots slots, std::uintptr_t address) {
    std::vector<Slots> open{slots};
    while (!open.empty()) {
        slots = open.back();
        open.pop_back();
        if (address - reinterpret_cast<std::uintptr_t>(slots.data()) < slots.size_bytes()) {
            return true;
        }
        if (slots.size() > values_to_search) return false;
        values_to_search -= slots.size();
        for (const Value& value : slots) {
            if (const Slots inner = slots_of(value); !inner.empty()) open.push_back(inner);
        }
    }
    return false;
}

}  // namespace

bool tree_holds(ArrayBlock* array, MapBlock* map, const void* place) noexcept {
    assert(array == nullptr || map == nullptr);
    const auto address = reinterpret_cast<std::uintptr_t>(place);
    const Slots slots = array != nullptr ? slots_of(array) : slots_of(map);
    if (slots.empty() || address < least_block.load(std::memory_order_relaxed) ||
        address > greatest_block.load(std::memory_order_relaxed)) {
        return false;
    }
    try {
        return any_holds(slots, address);
    } catch (const std::bad_alloc&) {
        // No error: the search is given up.
        return false;
    }
}

std::size_t grown_capacity(std::size_t capacity, std::size_t needed, std::size_t maximum) {
    assert(capacity <= maximum);
    if (needed > maximum) throw std::bad_alloc();
    constexpr std::size_t smallest = 4;
    return std::min(maximum, std::max({smallest, needed, capacity * 2}));
}

}}}  // namespace souris::v0::detail

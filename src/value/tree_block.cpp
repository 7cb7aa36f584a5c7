// SPDX-License-Identifier: MIT
#include "value/tree_block.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <new>

#include "value/map_index.hpp"
#include "value/tree_access.hpp"

namespace souris::inline v0::detail {

namespace {

/// std::pmr::new_delete_resource, which is a call too.
bool is_heap(const std::pmr::memory_resource* resource) noexcept {
    static const std::pmr::memory_resource* const heap = std::pmr::new_delete_resource();
    return resource == heap;
}

}  // namespace

void* allocate(std::pmr::memory_resource* resource, std::size_t size) {
    return is_heap(resource) ? ::operator new(size) : resource->allocate(size);
}

void deallocate(std::pmr::memory_resource* resource, void* memory, std::size_t size) noexcept {
    if (is_heap(resource)) {
        // Without the size, which clang leaves out by default.
        ::operator delete(memory);
    } else {
        resource->deallocate(memory, size);
    }
}

namespace {

template <class Block, class Element>
Block* new_block(std::pmr::memory_resource* resource, std::size_t capacity,
                 std::size_t max_capacity) {
    constexpr std::size_t addressable = (SIZE_MAX - sizeof(Block)) / sizeof(Element);
    if (capacity > std::min(max_capacity, addressable)) throw std::bad_alloc();
    resource = resource_or_default(resource);
    void* const memory = allocate(resource, sizeof(Block) + capacity * sizeof(Element));
    return new (memory) Block{resource, {}, 0, static_cast<std::uint32_t>(capacity)};
}

template <class Element, class Block>
void free_memory(Block* block) noexcept {
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

TextBlock* new_text_block(std::pmr::memory_resource* resource, std::string_view content) {
    resource = resource_or_default(resource);
    void* const memory = allocate(resource, sizeof(TextBlock) + content.size());
    auto* const block = new (memory) TextBlock{resource, content.size()};
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

void TreeAccess::release_memory(Value& value, ArrayBlock*& arrays, MapBlock*& maps) noexcept {
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

std::size_t grown_capacity(std::size_t capacity, std::size_t needed, std::size_t maximum) {
    if (needed > maximum) throw std::bad_alloc();
    constexpr std::size_t smallest = 4;
    return std::min(maximum, std::max({smallest, needed, capacity * 2}));
}

}  // namespace souris::inline v0::detail

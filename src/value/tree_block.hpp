// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>

#include <souris/value.hpp>

// Memory layout of values. Each block stores its resource, so that a tree may be composed of parts
// with different memory resources.
//
//     TextBlock   header, then the bytes
//     ArrayBlock  header, then room for `capacity` values, the first `size` of them alive
//     MapBlock    header, then room for `capacity` entries, the first `size` of them alive

namespace souris { inline namespace v0 { namespace detail {

struct MapIndex;

struct TextBlock {
    std::pmr::memory_resource* resource;
    std::size_t size;

    [[nodiscard]] char* data() noexcept { return reinterpret_cast<char*>(this + 1); }
    [[nodiscard]] const char* data() const noexcept {
        return reinterpret_cast<const char*>(this + 1);
    }
};

struct ArrayBlock {
    std::pmr::memory_resource* resource;
    /// Next block to be destroyed: an intrusive list replaces recursion and needs no allocation.
    ArrayBlock* next;
    std::uint32_t size;
    std::uint32_t capacity;

    [[nodiscard]] Value* data() noexcept { return reinterpret_cast<Value*>(this + 1); }
};

struct MapBlock {
    std::pmr::memory_resource* resource;
    union {
        /// For a live map: nullptr while there are few entries.
        MapIndex* index;
        /// For a map to be destroyed, as in ArrayBlock.
        MapBlock* next;
    };
    std::uint32_t size;
    std::uint32_t capacity;

    [[nodiscard]] MapEntry* data() noexcept { return reinterpret_cast<MapEntry*>(this + 1); }
    [[nodiscard]] const MapEntry* data() const noexcept {
        return reinterpret_cast<const MapEntry*>(this + 1);
    }
};

/// The resource denoted by a pointer that may be null.
[[nodiscard]] inline std::pmr::memory_resource* resource_or_default(
    std::pmr::memory_resource* resource) noexcept {
    return resource != nullptr ? resource : std::pmr::get_default_resource();
}

/// Memory from a resource, aligned for any type. The initial default resource,
/// std::pmr::new_delete_resource(), is bypassed: the allocation is done here, which saves a virtual
/// call and two more. Throws std::bad_alloc.
[[nodiscard]] void* allocate(std::pmr::memory_resource* resource, std::size_t size);
/// Returns memory from `allocate` to the same resource.
void deallocate(std::pmr::memory_resource* resource, void* memory, std::size_t size) noexcept;

/// A block of `size` bytes, to be written by the caller. Throws std::bad_alloc.
[[nodiscard]] TextBlock* new_text_block(std::pmr::memory_resource* resource, std::size_t size);
/// A block that holds a copy of `content`. Throws std::bad_alloc.
[[nodiscard]] TextBlock* new_text_block(std::pmr::memory_resource* resource,
                                        std::string_view content);

/// Blocks with room for `capacity` elements, none of them alive. Throw std::bad_alloc.
[[nodiscard]] ArrayBlock* new_array_block(std::pmr::memory_resource* resource,
                                          std::size_t capacity);
/// @copydoc new_array_block
[[nodiscard]] MapBlock* new_map_block(std::pmr::memory_resource* resource, std::size_t capacity);

/// Free a block's memory without touching its elements.
void free_block(TextBlock* block) noexcept;
/// @copydoc free_block
void free_block(ArrayBlock* block) noexcept;
/// @copydoc free_block
void free_block(MapBlock* block) noexcept;

/// Destroy the whole tree below a block; nothing for nullptr. Without recursion or allocation, in
/// linear time.
void destroy_tree(ArrayBlock* block) noexcept;
/// @copydoc destroy_tree
void destroy_tree(MapBlock* block) noexcept;

/// Whether `place` is among the elements of one of the blocks, each of which may be nullptr, or in
/// the tree below. Linear. Also false if memory for the search runs out, or once this thread has
/// visited more than 2^24 values plus sixteen for each element or entry that it has made room for.
[[nodiscard]] bool tree_holds(ArrayBlock* array, MapBlock* map, const void* place) noexcept;

/// The capacity to grow to if `needed` exceeds `capacity`. Throws std::bad_alloc beyond `maximum`.
[[nodiscard]] std::size_t grown_capacity(std::size_t capacity, std::size_t needed,
                                         std::size_t maximum);

}}}  // namespace souris::v0::detail

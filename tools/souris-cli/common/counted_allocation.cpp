// SPDX-License-Identifier: MIT
#include <cstddef>
#include <new>

#include "common/heap.hpp"
#include "common/memory_bound.hpp"

// Replaces `operator new` of the program and of its libraries with one that is bounded by
// `--max-memory`. Memory that C libraries allocate with malloc is charged by the library itself.

namespace {

using namespace souris::cli;

/// Checked before a large allocation is attempted.
bool is_out_of_question(std::size_t size) noexcept {
    constexpr std::size_t large = std::size_t{64} * 1024;
    return size >= large && !memory_bound().has_room(size);
}

void* allocate(std::size_t size) noexcept {
    if (is_out_of_question(size)) return nullptr;
    void* const block = take_block(size != 0 ? size : 1);
    if (block == nullptr || memory_bound().take(size_of_block(block))) return block;
    release_block(block);
    return nullptr;
}

void* allocate(std::size_t size, std::align_val_t alignment) noexcept {
    if (is_out_of_question(size)) return nullptr;
    const auto unit = static_cast<std::size_t>(alignment);
    void* const block = take_aligned(size != 0 ? size : 1, unit);
    if (block == nullptr || memory_bound().take(size_of_aligned(block, unit))) return block;
    release_aligned(block);
    return nullptr;
}

void* or_throw(void* block) {
    if (block == nullptr) throw std::bad_alloc();
    return block;
}

void release(void* block) noexcept {
    if (block == nullptr) return;
    memory_bound().give_back(size_of_block(block));
    release_block(block);
}

void release(void* block, std::align_val_t alignment) noexcept {
    if (block == nullptr) return;
    memory_bound().give_back(size_of_aligned(block, static_cast<std::size_t>(alignment)));
    release_aligned(block);
}

}  // namespace

void* operator new(std::size_t size) {
    return or_throw(allocate(size));
}
void* operator new[](std::size_t size) {
    return or_throw(allocate(size));
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return or_throw(allocate(size, alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return or_throw(allocate(size, alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size);
}
void operator delete(void* block) noexcept {
    release(block);
}
void operator delete[](void* block) noexcept {
    release(block);
}
void operator delete(void* block, std::size_t) noexcept {
    release(block);
}
void operator delete[](void* block, std::size_t) noexcept {
    release(block);
}
void operator delete(void* block, std::align_val_t alignment) noexcept {
    release(block, alignment);
}
void operator delete[](void* block, std::align_val_t alignment) noexcept {
    release(block, alignment);
}
void operator delete(void* block, std::size_t, std::align_val_t alignment) noexcept {
    release(block, alignment);
}
void operator delete[](void* block, std::size_t, std::align_val_t alignment) noexcept {
    release(block, alignment);
}
void operator delete(void* block, const std::nothrow_t&) noexcept {
    release(block);
}
void operator delete[](void* block, const std::nothrow_t&) noexcept {
    release(block);
}

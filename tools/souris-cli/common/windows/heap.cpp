// SPDX-License-Identifier: MIT
#include "common/heap.hpp"

#include <cstdlib>
#include <limits>
#include <memory>

#include <malloc.h>

namespace souris::cli {

namespace {

/// The heap block that contains an aligned block, stored in front of it. (`_aligned_malloc` does
/// not tell the size of its blocks.)
void*& block_around(void* aligned) noexcept {
    return *(static_cast<void**>(aligned) - 1);
}

}  // namespace

void* take_block(std::size_t size) noexcept {
    return std::malloc(size);
}

std::size_t size_of_block(void* block) noexcept {
    return ::_msize(block);
}

void release_block(void* block) noexcept {
    std::free(block);
}

void* take_aligned(std::size_t size, std::size_t alignment) noexcept {
    const std::size_t more = sizeof(void*) + alignment;
    if (size > std::numeric_limits<std::size_t>::max() - more) return nullptr;
    void* const block = std::malloc(size + more);
    if (block == nullptr) return nullptr;
    void* aligned = static_cast<void**>(block) + 1;
    std::size_t room = size + alignment;
    aligned = std::align(alignment, size, aligned, room);
    block_around(aligned) = block;
    return aligned;
}

std::size_t size_of_aligned(void* block, std::size_t) noexcept {
    return ::_msize(block_around(block));
}

void release_aligned(void* block) noexcept {
    std::free(block_around(block));
}

}  // namespace souris::cli

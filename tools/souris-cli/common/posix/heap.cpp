// SPDX-License-Identifier: MIT
#include "common/heap.hpp"

#include <cstdlib>

#include <malloc.h>

namespace souris::cli {

void* take_block(std::size_t size) noexcept {
    return std::malloc(size);
}

std::size_t size_of_block(void* block) noexcept {
    return ::malloc_usable_size(block);
}

void release_block(void* block) noexcept {
    std::free(block);
}

void* take_aligned(std::size_t size, std::size_t alignment) noexcept {
    return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

std::size_t size_of_aligned(void* block, std::size_t) noexcept {
    return ::malloc_usable_size(block);
}

void release_aligned(void* block) noexcept {
    std::free(block);
}

}  // namespace souris::cli

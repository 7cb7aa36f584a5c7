// SPDX-License-Identifier: MIT
#include "c/hooks.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// malloc does not align to more, which no handle and no value needs.
bool is_of_malloc(std::size_t alignment) noexcept {
    return alignment <= alignof(std::max_align_t);
}

extern "C" void* souris_default_allocate(void* /*context*/, std::size_t size,
                                         std::size_t alignment) {
    if (is_of_malloc(alignment)) return std::malloc(std::max<std::size_t>(size, 1));
    return ::operator new(size, std::align_val_t(alignment), std::nothrow);
}

extern "C" void souris_default_deallocate(void* /*context*/, void* memory, std::size_t /*size*/,
                                          std::size_t alignment) {
    if (is_of_malloc(alignment)) return std::free(memory);
    ::operator delete(memory, std::align_val_t(alignment));
}

}  // namespace

souris_allocator default_hooks() noexcept {
    return {souris_default_allocate, souris_default_deallocate, nullptr};
}

void* HookResource::do_allocate(std::size_t size, std::size_t alignment) {
    void* const memory = hooks_.allocate(hooks_.context, size, alignment);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

void HookResource::do_deallocate(void* memory, std::size_t size, std::size_t alignment) {
    hooks_.deallocate(hooks_.context, memory, size, alignment);
}

}}}  // namespace souris::v0::detail

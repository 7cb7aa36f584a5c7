// SPDX-License-Identifier: MIT
#include "allocation.hpp"

#include <cerrno>
#include <cstdlib>
#include <new>

#include <malloc.h>

#include "support/sanitizer.hpp"

namespace souris::test {

namespace {

constexpr std::size_t never = ~std::size_t{0};

// `constinit`, because malloc is called before any constructor.
Allocated now;
std::size_t peak = 0;
std::size_t successes_left = never;
bool is_last_failure = false;
bool has_failed = false;

/// Whether the present allocation must fail.
bool is_to_fail() noexcept {
    if (successes_left == never) return false;
    if (successes_left != 0) {
        --successes_left;
        return false;
    }
    has_failed = true;
    if (is_last_failure) successes_left = never;
    errno = ENOMEM;
    return true;
}

void* count(void* block) noexcept {
    if (block == nullptr) return block;
    now.bytes += malloc_usable_size(block);
    ++now.blocks;
    if (now.bytes > peak) peak = now.bytes;
    return block;
}

void uncount(void* block) noexcept {
    if (block == nullptr) return;
    now.bytes -= malloc_usable_size(block);
    --now.blocks;
}

}  // namespace

Allocated allocated() noexcept {
    return now;
}

void forget_peak() noexcept {
    peak = now.bytes;
}

std::size_t peak_bytes() noexcept {
    return peak;
}

FailingAllocations::FailingAllocations(std::size_t successes, bool from_then_on) noexcept {
    has_failed = false;
    is_last_failure = !from_then_on;
    successes_left = successes;
}

FailingAllocations::~FailingAllocations() {
    successes_left = never;
}

bool FailingAllocations::have_failed() noexcept {
    return has_failed;
}

}  // namespace souris::test

using souris::test::count;
using souris::test::is_to_fail;
using souris::test::uncount;

#ifdef SOURIS_TEST_SANITIZED

// The sanitizer's malloc must be called, so that it detects leaks.

const bool souris::test::counts_malloc = false;

namespace {

void* allocate(std::size_t size, std::size_t alignment) noexcept {
    if (is_to_fail()) return nullptr;
    if (alignment <= alignof(std::max_align_t)) return count(std::malloc(size != 0 ? size : 1));
    return count(std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment));
}

void* allocate_or_throw(std::size_t size, std::size_t alignment) {
    void* const block = allocate(size, alignment);
    if (block == nullptr) throw std::bad_alloc();
    return block;
}

void release(void* block) noexcept {
    uncount(block);
    std::free(block);
}

constexpr std::size_t usual = alignof(std::max_align_t);

}  // namespace

void* operator new(std::size_t size) {
    return allocate_or_throw(size, usual);
}
void* operator new[](std::size_t size) {
    return allocate_or_throw(size, usual);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size, usual);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size, usual);
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
void operator delete(void* block, std::align_val_t) noexcept {
    release(block);
}
void operator delete[](void* block, std::align_val_t) noexcept {
    release(block);
}
void operator delete(void* block, std::size_t, std::align_val_t) noexcept {
    release(block);
}
void operator delete[](void* block, std::size_t, std::align_val_t) noexcept {
    release(block);
}
void operator delete(void* block, const std::nothrow_t&) noexcept {
    release(block);
}
void operator delete[](void* block, const std::nothrow_t&) noexcept {
    release(block);
}

#else

// The other names of glibc's malloc. `operator new` calls malloc and throws if it fails.

const bool souris::test::counts_malloc = true;

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t number, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* block);

void* malloc(std::size_t size) {
    return is_to_fail() ? nullptr : count(__libc_malloc(size));
}
void* calloc(std::size_t number, std::size_t size) {
    return is_to_fail() ? nullptr : count(__libc_calloc(number, size));
}
void* realloc(void* block, std::size_t size) {
    if (is_to_fail()) return nullptr;
    uncount(block);
    return count(__libc_realloc(block, size));
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
    return is_to_fail() ? nullptr : count(__libc_memalign(alignment, size));
}
void* memalign(std::size_t alignment, std::size_t size) {
    return is_to_fail() ? nullptr : count(__libc_memalign(alignment, size));
}
int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
    *block = is_to_fail() ? nullptr : count(__libc_memalign(alignment, size));
    return *block != nullptr ? 0 : ENOMEM;
}
void free(void* block) {
    uncount(block);
    __libc_free(block);
}
}

#endif

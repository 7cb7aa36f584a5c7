// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <string>
#include <utility>

#include <souris/result.hpp>
#include <souris/souris.h>

#include "c/call.hpp"
#include "c/hooks.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// What a handle of the C interface is. Numbers that other memory hardly begins with.
enum class HandleKind : std::uint64_t {
    none = 0,
    bytes = 0x736F'7572'6973'0001,
    document = 0x736F'7572'6973'0002,
    builder = 0x736F'7572'6973'0003,
    scanner = 0x736F'7572'6973'0004,
};

/// The beginning of each handle.
struct Handle {
    Handle(HandleKind handle_kind, const souris_allocator& hooks, std::size_t handle_size) noexcept
        : kind(handle_kind), allocator(hooks), size(handle_size) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    HandleKind kind;
    souris_allocator allocator;
    /// Bytes of the allocation.
    std::size_t size;

  protected:
    ~Handle() = default;
};

/// Makes a handle with `more` bytes behind it. Throws std::bad_alloc, and what its constructor
/// throws.
template <class T, class... Arguments>
[[nodiscard]] T* make_handle(const souris_allocator& allocator, std::size_t more,
                             Arguments&&... arguments) {
    if (more > ~std::size_t{0} - sizeof(T)) throw std::bad_alloc();
    const std::size_t size = sizeof(T) + more;
    void* const memory = allocator.allocate(allocator.context, size, alignof(T));
    if (memory == nullptr) throw std::bad_alloc();
    try {
        return ::new (memory) T(allocator, size, std::forward<Arguments>(arguments)...);
    } catch (...) {
        allocator.deallocate(allocator.context, memory, size, alignof(T));
        throw;
    }
}

/// Whether `handle` is one of this kind.
template <class T>
[[nodiscard]] bool is_handle(const T* handle) noexcept {
    return handle != nullptr && handle->kind == T::handle_kind;
}

/// `is_handle`, or `invalid_argument`.
template <class T>
[[nodiscard]] Result<void> check_handle(const T* handle) {
    if (is_handle(handle)) return {};
    return refused_argument(std::string(T::handle_name) + " is null or of another kind");
}

/// Nothing for a handle that is none.
template <class T>
void free_handle(T* handle) noexcept {
    if (!is_handle(handle)) return;
    const souris_allocator allocator = handle->allocator;
    const std::size_t size = handle->size;
    handle->kind = HandleKind::none;
    handle->~T();
    allocator.deallocate(allocator.context, handle, size, alignof(T));
}

}}}  // namespace souris::v0::detail

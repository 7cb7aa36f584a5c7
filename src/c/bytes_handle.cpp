// SPDX-License-Identifier: MIT
#include "c/bytes_handle.hpp"

#include <algorithm>
#include <cassert>

souris_bytes::souris_bytes(const souris_allocator& hooks, std::size_t handle_size,
                           std::span<const std::byte> source) noexcept
    : Handle(handle_kind, hooks, handle_size) {
    assert(source.size() == count());
    std::ranges::copy(source, data());
}

souris_bytes* souris::detail::make_bytes(const souris_allocator& hooks,
                                         std::span<const std::byte> bytes) {
    return make_handle<souris_bytes>(hooks, bytes.size(), bytes);
}

const unsigned char* souris_bytes_data(const souris_bytes* bytes) {
    if (!souris::detail::is_handle(bytes)) return nullptr;
    return reinterpret_cast<const unsigned char*>(bytes->data());
}

size_t souris_bytes_size(const souris_bytes* bytes) {
    return souris::detail::is_handle(bytes) ? bytes->count() : 0;
}

void souris_bytes_free(souris_bytes* bytes) {
    souris::detail::free_handle(bytes);
}

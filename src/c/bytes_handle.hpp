// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include "c/handle.hpp"

/// The bytes follow the handle in the same allocation.
struct souris_bytes final : souris::detail::Handle {
    static constexpr auto handle_kind = souris::detail::HandleKind::bytes;
    static constexpr const char* handle_name = "bytes";

    souris_bytes(const souris_allocator& hooks, std::size_t handle_size,
                 std::span<const std::byte> source) noexcept;

    [[nodiscard]] std::byte* data() noexcept { return reinterpret_cast<std::byte*>(this + 1); }
    [[nodiscard]] const std::byte* data() const noexcept {
        return reinterpret_cast<const std::byte*>(this + 1);
    }
    [[nodiscard]] std::size_t count() const noexcept { return size - sizeof(souris_bytes); }
};

namespace souris { inline namespace v0 { namespace detail {

/// A handle with a copy of `bytes`. Throws std::bad_alloc.
[[nodiscard]] souris_bytes* make_bytes(const souris_allocator& hooks,
                                       std::span<const std::byte> bytes);

}}}  // namespace souris::v0::detail

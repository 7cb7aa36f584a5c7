// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

// The C library's heap including the sizes of its blocks, which no standard provides. posix/ and
// windows/ each have a source of this name.

namespace souris::cli {

/// Allocates a block; null on failure. `size` must not be 0.
[[nodiscard]] void* take_block(std::size_t size) noexcept;
/// The usable size, at least the size requested.
[[nodiscard]] std::size_t size_of_block(void* block) noexcept;
void release_block(void* block) noexcept;

/// As above, for blocks aligned to `alignment`.
[[nodiscard]] void* take_aligned(std::size_t size, std::size_t alignment) noexcept;
/// @copydoc size_of_block
[[nodiscard]] std::size_t size_of_aligned(void* block, std::size_t alignment) noexcept;
void release_aligned(void* block) noexcept;

}  // namespace souris::cli

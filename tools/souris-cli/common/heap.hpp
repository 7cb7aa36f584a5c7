// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

// The C library's heap, and how large its blocks are, which no standard asks for. posix/ and
// windows/ each have a source of this name.

namespace souris::cli {

/// A block, or null. `size` is not 0.
[[nodiscard]] void* take_block(std::size_t size) noexcept;
/// What the block takes, which is what was asked for or more.
[[nodiscard]] std::size_t size_of_block(void* block) noexcept;
void release_block(void* block) noexcept;

/// The same of blocks at multiples of `alignment`.
[[nodiscard]] void* take_aligned(std::size_t size, std::size_t alignment) noexcept;
/// @copydoc size_of_block
[[nodiscard]] std::size_t size_of_aligned(void* block, std::size_t alignment) noexcept;
void release_aligned(void* block) noexcept;

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

namespace souris::inline v0::detail {

/// Fills at most 256 bytes with unpredictable random bytes from the system. Returns false if the
/// system has none; the bytes are then unspecified.
[[nodiscard]] bool draw_entropy(std::span<std::byte> bytes) noexcept;

}  // namespace souris::inline v0::detail

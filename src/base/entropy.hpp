// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

namespace souris::inline v0::detail {

/// Fills at most 256 bytes with randomness of the system's that nobody can foretell. False, and
/// what is in them does not count, if the system has none.
[[nodiscard]] bool draw_entropy(std::span<std::byte> bytes) noexcept;

}  // namespace souris::inline v0::detail

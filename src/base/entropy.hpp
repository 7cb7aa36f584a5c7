// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

namespace souris { inline namespace v0 { namespace detail {

/// Fills at most 256 bytes with unpredictable random bytes from the system. Returns false if the
/// system has none; the bytes are then unspecified.
[[nodiscard]] bool draw_entropy(std::span<std::byte> bytes) noexcept;

}}}  // namespace souris::v0::detail

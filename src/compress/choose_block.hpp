// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/block.hpp>

#include "compress/lz4_block.hpp"

namespace souris::inline v0::detail {

/// `souris::choose_block` with LZ4 at another level than the profile's.
[[nodiscard]] BlockChoice choose_block(std::span<const std::byte> bytes, Layout layout,
                                       Profile profile, bool extended, Lz4Level level);

}  // namespace souris::inline v0::detail

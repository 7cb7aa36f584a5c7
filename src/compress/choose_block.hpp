// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/block.hpp>

#include "compress/byte_huffman.hpp"
#include "compress/lz4_block.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// `souris::choose_block` with an LZ4 level other than the profile's. `counts` are the byte counts
/// of `bytes`, if already known.
[[nodiscard]] BlockChoice choose_block(std::span<const std::byte> bytes, Layout layout,
                                       Profile profile, bool extended, Lz4Level level,
                                       const ByteCounts* counts = nullptr);

}}}  // namespace souris::v0::detail

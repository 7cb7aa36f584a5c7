// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

#include "compress/block_target.hpp"

// Block id 1: the number of pairs (v1) or of their bytes (v2), then pairs of a count and the byte
// that is repeated so often. A count of 0 is no error.

namespace souris::inline v0::detail {

inline constexpr std::size_t run_length_pair_size = 2;

/// As `read_block_into`. Leaves `cursor` anywhere on failure.
[[nodiscard]] Result<void, BlockError> read_run_length(BlockTarget& target, Cursor& cursor,
                                                       Layout layout, const Limits& limits,
                                                       OddityHandler* oddities);

/// Bytes that `write_run_length` writes. Linear in `bytes`.
[[nodiscard]] std::uint64_t run_length_size(std::span<const std::byte> bytes, Layout layout);

/// No more than that, at a fraction of the cost.
[[nodiscard]] std::uint64_t least_run_length_size(std::span<const std::byte> bytes, Layout layout);

/// Writes the block with the fewest pairs.
void write_run_length(Sink& sink, std::span<const std::byte> bytes, Layout layout);

}  // namespace souris::inline v0::detail

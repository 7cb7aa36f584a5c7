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

// Block id 1: the number of pairs (v1) or their size in bytes (v2), then pairs of a count and the
// repeated byte. A count of 0 is valid.

namespace souris { inline namespace v0 { namespace detail {

inline constexpr std::size_t run_length_pair_size = 2;

/// `read_block_into`. On failure `cursor` is unspecified.
[[nodiscard]] Result<void, BlockError> read_run_length(BlockTarget& target, Cursor& cursor,
                                                       Layout layout, const Limits& limits,
                                                       NonCanonicalHandler* non_canonical);

/// Size of the output of `write_run_length` in bytes. Linear in `bytes`.
[[nodiscard]] std::uint64_t run_length_size(std::span<const std::byte> bytes, Layout layout);

/// A lower bound of `run_length_size`, at a fraction of the cost.
[[nodiscard]] std::uint64_t least_run_length_size(std::span<const std::byte> bytes, Layout layout);

/// Writes the block with the fewest pairs.
void write_run_length(Sink& sink, std::span<const std::byte> bytes, Layout layout);

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/profile.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

#include "compress/block_target.hpp"

// Block id 2: the unpacked length, and unless that is 0, the packed length and one LZ4 block.

namespace souris { inline namespace v0 { namespace detail {

/// `read_block_into`. Sizes that liblz4 cannot unpack at once (2 GiB and more) are
/// `limit_exceeded`. On failure `cursor` is unspecified.
[[nodiscard]] Result<void, BlockError> read_lz4(BlockTarget& target, Cursor& cursor,
                                                const Limits& limits,
                                                NonCanonicalHandler* non_canonical);

/// Effort of liblz4.
enum class Lz4Level : int {
    /// The fast compressor.
    fast = 0,
    /// The lowest level with hash chains in all releases of liblz4. The next level takes a quarter
    /// more time and saves a hundredth (docs/performance.md).
    quick_search = 3,
    /// Nearly the highest level, at a speed that depends little on the bytes.
    long_search = 10,
    /// Optimal parsing, at 3 MB/s and faster.
    optimal = 12,
};

[[nodiscard]] Lz4Level lz4_level(Profile profile) noexcept;

/// `bytes`, at most `max_lz4_input`, as an LZ4 block. Empty only for no bytes.
[[nodiscard]] Bytes pack_lz4(std::span<const std::byte> bytes, Lz4Level level);

/// A lower bound of the size of `size` bytes packed by LZ4.
[[nodiscard]] std::uint64_t least_lz4_size(std::uint64_t size);

/// Size of the output of `write_lz4` in bytes.
[[nodiscard]] std::uint64_t lz4_size(std::uint64_t unpacked_size, std::uint64_t packed_size);

/// Writes a block with the output of `pack_lz4` for `unpacked_size` bytes.
void write_lz4(Sink& sink, std::uint64_t unpacked_size, std::span<const std::byte> packed);

}}}  // namespace souris::v0::detail

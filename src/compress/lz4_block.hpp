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

namespace souris::inline v0::detail {

/// As `read_block_into`. What liblz4 cannot unpack at once (2 GiB and more) is `limit_exceeded`.
/// Leaves `cursor` anywhere on failure.
[[nodiscard]] Result<void, BlockError> read_lz4(BlockTarget& target, Cursor& cursor,
                                                const Limits& limits, OddityHandler* oddities);

/// How hard liblz4 tries.
enum class Lz4Level : int {
    /// The fast compressor.
    fast = 0,
    /// The lowest that follows chains of hashes, in all of liblz4's releases. The next takes a
    /// quarter
    /// more time for a hundredth less (docs/performance.md).
    quick_search = 3,
    /// Nearly the highest, at a speed that does not depend much on the bytes.
    long_search = 10,
    /// Optimal parsing, at 3 MB/s and up.
    optimal = 12,
};

[[nodiscard]] Lz4Level lz4_level(Profile profile) noexcept;

/// `bytes`, at most `max_lz4_input`, as an LZ4 block. Empty only for no bytes.
[[nodiscard]] Bytes pack_lz4(std::span<const std::byte> bytes, Lz4Level level);

/// The least size that LZ4 could pack `size` bytes in.
[[nodiscard]] std::uint64_t least_lz4_size(std::uint64_t size);

/// Bytes that `write_lz4` writes.
[[nodiscard]] std::uint64_t lz4_size(std::uint64_t unpacked_size, std::uint64_t packed_size);

/// Writes what `pack_lz4` made of `unpacked_size` bytes.
void write_lz4(Sink& sink, std::uint64_t unpacked_size, std::span<const std::byte> packed);

}  // namespace souris::inline v0::detail

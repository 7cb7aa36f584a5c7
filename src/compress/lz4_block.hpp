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

// Block id 2: the unpacked length, and unless that is 0, the packed length and one LZ4 block.

namespace souris::detail {

/// As `read_block`. What liblz4 cannot unpack at once (2 GiB and more) is `limit_exceeded`.
/// Leaves `cursor` anywhere on failure.
[[nodiscard]] Result<Bytes, BlockError> read_lz4(Cursor& cursor, const Limits& limits,
                                                 Budget& memory);

/// `bytes`, at most `max_lz4_input`, as an LZ4 block. Empty only for no bytes. `smallest` is
/// liblz4's level 12, which finds an optimal parse.
[[nodiscard]] Bytes pack_lz4(std::span<const std::byte> bytes, Profile profile);

/// The least size that LZ4 could pack `size` bytes in.
[[nodiscard]] std::uint64_t least_lz4_size(std::uint64_t size);

/// Bytes that `write_lz4` writes.
[[nodiscard]] std::uint64_t lz4_size(std::uint64_t unpacked_size, std::uint64_t packed_size);

/// Writes what `pack_lz4` made of `unpacked_size` bytes.
void write_lz4(Sink& sink, std::uint64_t unpacked_size, std::span<const std::byte> packed);

}  // namespace souris::detail

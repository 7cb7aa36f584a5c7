// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/profile.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

// Block id 4: the unpacked length, the packed length, one Brotli stream.

namespace souris::detail {

/// As `read_block`. What the decoder itself allocates, up to 16 MiB and more, is held against
/// `memory` too. Leaves `cursor` anywhere on failure.
[[nodiscard]] Result<Bytes, BlockError> read_brotli(Cursor& cursor, const Limits& limits,
                                                    Budget& memory);

/// `bytes` as a Brotli stream. `smallest` tries as many of the encoder's settings as it can in a
/// second or two: one for a few megabytes, all of them for a few kilobytes.
[[nodiscard]] Bytes pack_brotli(std::span<const std::byte> bytes, Profile profile);

/// Bytes that `write_brotli` writes.
[[nodiscard]] std::uint64_t brotli_size(std::uint64_t unpacked_size, std::uint64_t packed_size);

/// Writes what `pack_brotli` made of `unpacked_size` bytes.
void write_brotli(Sink& sink, std::uint64_t unpacked_size, std::span<const std::byte> packed);

}  // namespace souris::detail

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

#include "compress/block_target.hpp"

// Block id 4: the unpacked length, the packed length, one Brotli stream (unpacked_size.hpp).

namespace souris::inline v0::detail {

/// As `read_block_into`. What the decoder itself allocates, up to 16 MiB and more, is held against
/// `memory` too. `target` is asked for memory once half of that is filled: the stated size is not
/// believed before. Leaves `cursor` anywhere on failure.
[[nodiscard]] Result<void, BlockError> read_brotli(BlockTarget& target, Cursor& cursor,
                                                   const Limits& limits, Budget& memory,
                                                   OddityHandler* oddities);

/// What an error of libbrotli's decoder, other than for want of memory, says of a stream:
/// `bad_block`, or `internal_error` with its name where it is none of the errors of the format.
[[nodiscard]] BlockError brotli_error(int code);

/// What a stream unpacks to, `size` bytes at most, until it ends or is wrong. Charged as above.
[[nodiscard]] Bytes unpack_brotli_beginning(std::span<const std::byte> packed, std::size_t size,
                                            Budget& memory);

/// `bytes` as a Brotli stream. `smallest` tries as many of the encoder's settings as it can in a
/// second or two: one for a few megabytes, all of them for a few kilobytes.
[[nodiscard]] Bytes pack_brotli(std::span<const std::byte> bytes, Profile profile);

}  // namespace souris::inline v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "compress/block_target.hpp"

// Block id 5: the unpacked length, the packed length, one zstd frame (unpacked_size.hpp).

namespace souris { inline namespace v0 { namespace detail {

/// Bytes charged for libzstd's decoder, which takes 96 kB in all releases up to 1.5.7 and cannot be
/// given an allocator by the stable part of its interface.
inline constexpr std::uint64_t zstd_decoder_size = std::uint64_t{128} * 1024;

/// `read_block_into`. `zstd_decoder_size` is charged to `memory` too, meanwhile. The stated size is
/// refused if the blocks of the frame cannot yield it. If it is beyond 64 times the packed size and
/// 16 KiB, `target` allocates it only after half of it was unpacked, for which three times as
/// much and half a megabyte are charged meanwhile. On failure `cursor` is unspecified.
[[nodiscard]] Result<void, BlockError> read_zstd(BlockTarget& target, Cursor& cursor,
                                                 const Limits& limits, Budget& memory,
                                                 NonCanonicalHandler* non_canonical);

/// Translates an error of libzstd, a ZSTD_ErrorCode: `bad_block`, `size_mismatch` if there was no
/// room for all of the content, or `internal_error` with the error's name if it is not an error of
/// the format. Throws std::bad_alloc if libzstd got no memory.
[[nodiscard]] BlockError zstd_error(int code);

/// Unpacks at most `size` bytes, up to the end or to the first block of the frame that is damaged
/// or cut. Charged as above, as far as the content goes.
[[nodiscard]] Bytes unpack_zstd_beginning(std::span<const std::byte> packed, std::size_t size,
                                          Budget& memory);

}}}  // namespace souris::v0::detail

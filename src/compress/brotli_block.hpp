// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

#include "compress/block_target.hpp"

// Block id 4: the unpacked length, the packed length, one Brotli stream (unpacked_size.hpp).

namespace souris { inline namespace v0 { namespace detail {

/// `read_block_into`. The decoder's own memory, up to 16 MiB and more, is charged to `memory` too.
/// The stated size is not trusted: beyond 16 KiB, `target` allocates it only after half of it is
/// unpacked. On failure `cursor` is unspecified.
[[nodiscard]] Result<void, BlockError> read_brotli(BlockTarget& target, Cursor& cursor,
                                                   const Limits& limits, Budget& memory,
                                                   NonCanonicalHandler* non_canonical);

/// Translates an error of libbrotli's decoder other than lack of memory: `bad_block`, or
/// `internal_error` with the error's name if it is not an error of the format.
[[nodiscard]] BlockError brotli_error(int code);

/// Unpacks at most `size` bytes, up to the end or the first error of the stream. Charged as above.
[[nodiscard]] Bytes unpack_brotli_beginning(std::span<const std::byte> packed, std::size_t size,
                                            Budget& memory);

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <souris/compression.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/sink.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Unpacks a damaged block of layout v2 up to the point where the damage shows: a truncated block
/// gives the beginning of its content; a block with a wrong byte may give other content from there
/// on. Empty if not even the lengths are present, or if the build lacks the codec.
///
/// At most `limits.max_output` bytes; memory is charged to `memory` as it grows, and unpacking ends
/// if it does not suffice. Linear in the block and the output. Throws std::bad_alloc.
[[nodiscard]] Bytes salvage_block(Cursor cursor, Compression compression, const Limits& limits,
                                  Budget& memory);

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <souris/compression.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/sink.hpp>

namespace souris::inline v0::detail {

/// What a damaged block of layout v2 unpacks to until the damage shows: of one that is cut, the
/// beginning of its content; of one in which a byte is wrong, perhaps something else from there on.
/// Nothing where not even the lengths are there, or the build lacks the codec.
///
/// At most `limits.max_output` bytes; memory is charged to `memory` as it grows, and where that
/// lacks it, it ends as well. Linear in the block and what it gives. Throws std::bad_alloc.
[[nodiscard]] Bytes salvage_block(Cursor cursor, Compression compression, const Limits& limits,
                                  Budget& memory);

}  // namespace souris::inline v0::detail

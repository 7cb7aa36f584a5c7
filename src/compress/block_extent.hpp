// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/block.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// How far a block goes.
struct BlockExtent {
    /// Bytes of the block; at least so many, unless the size is known.
    std::uint64_t size = 0;
    bool is_known = false;
};

/// How far the block of layout v2 with the given id goes, of which the first bytes are `begin`, as
/// far as they tell. A known size may be greater than `begin`, and than memory.
///
/// Errors: those that `read_block` gives whatever bytes follow, without looking into the packed
/// bytes: `unknown_compression`, `length_exceeds_input`, `bad_block`. Constant time.
[[nodiscard]] Result<BlockExtent, ErrorCode> block_extent(std::span<const std::byte> begin,
                                                          std::uint8_t id);

}}}  // namespace souris::v0::detail

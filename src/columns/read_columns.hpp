// SPDX-License-Identifier: MIT
#pragma once

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "compress/block_target.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// Puts together the `size` bytes of the values that `pack_columns` took apart to `packed`. Their
/// memory is allocated after all columns are read. Errors: `bad_block`, `size_mismatch`,
/// `limit_exceeded` (memory), those of `read_block`.
[[nodiscard]] Result<void, BlockError> unpack_columns(BlockTarget& target,
                                                      std::span<const std::byte> packed,
                                                      std::size_t size, const Limits& limits,
                                                      Budget& memory);

}}}}  // namespace souris::v0::detail::columns

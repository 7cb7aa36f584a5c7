// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <souris/block.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "columns/path.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// Puts values together: the inverse of `split_values`. The paths' sequences must have the lengths
/// that their symbols say. Returns how many bytes of `out` are left. Linear time. Errors:
/// `size_mismatch` if there are too few, `bad_block` where parts cannot be what they should,
/// `limit_exceeded` (memory).
[[nodiscard]] Result<std::size_t, BlockError> join_values(std::span<const Path> paths,
                                                          std::uint64_t value_count,
                                                          std::span<std::byte> out, Budget& memory);

}}}}  // namespace souris::v0::detail::columns

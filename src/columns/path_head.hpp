// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

#include "columns/path.hpp"

// What must be known of the paths before their sequences can be read. docs/format.md has the bytes.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// Numbers the paths so that each one's parts come after those of the paths before it: the order
/// in which heads mention them.
[[nodiscard]] std::vector<Path> order_paths(std::vector<Path> paths);

/// Writes the heads of paths in that order.
void write_heads(Sink& sink, std::span<const Path> paths);

/// Reads them: all but the sequences of a `Path`. Keys are views of the input. Charges for the
/// paths' memory. Errors: `bad_block`, `truncated`, `limit_exceeded` (memory).
[[nodiscard]] Result<std::vector<Path>, BlockError> read_heads(Cursor& cursor, Budget& memory);

}}}}  // namespace souris::v0::detail::columns

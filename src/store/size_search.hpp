// SPDX-License-Identifier: MIT
#pragma once

#include <souris/codec.hpp>
#include <souris/sink.hpp>

#include "store/body.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// The smallest body that can be found in reasonable time for a tree of at most
/// `PieceTable::max_tree_size` bytes: some ten times the work of packing the tree once, which for
/// small trees allows trying all candidates.
[[nodiscard]] Body smallest_body(Bytes tree, const EncodeOptions& options);

}}}  // namespace souris::v0::detail

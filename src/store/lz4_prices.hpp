// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "store/coding_plan.hpp"
#include "store/piece_table.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// The cost of all occurrences of each distinct piece in a body that LZ4 packed as `block`: their
/// literals and matches, less what they save matches elsewhere. A piece that other pieces match is
/// thus worth leaving raw. Nearly linear time.
[[nodiscard]] std::vector<float> lz4_prices(const PieceTable& table,
                                            std::span<const Extent> extents,
                                            std::span<const std::byte> block);

}}}  // namespace souris::v0::detail

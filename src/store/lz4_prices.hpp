// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "store/coding_plan.hpp"
#include "store/piece_table.hpp"

namespace souris::inline v0::detail {

/// What all occurrences of each distinct piece cost in a body that LZ4 packed as `block`: the
/// literals and matches that they became, less what matches elsewhere spare because of them. A
/// piece that others find again is so worth leaving as it is. Linear time, nearly.
[[nodiscard]] std::vector<float> lz4_prices(const PieceTable& table,
                                            std::span<const Extent> extents,
                                            std::span<const std::byte> block);

}  // namespace souris::inline v0::detail

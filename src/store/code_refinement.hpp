// SPDX-License-Identifier: MIT
#pragma once

#include "store/coding_plan.hpp"
#include "store/piece_table.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Changes the plan's code so that its texts take fewer bytes, if possible.
///
/// Huffman codes have the fewest bits, but each text takes whole bytes, and from 240 and 256 bits
/// on one or two more bytes for its length. So some codes with as many bits, or a few more, take
/// fewer bytes. This exchanges the code lengths of two subtrees as long as that helps. Bounded
/// time.
void refine_code(const PieceTable& table, CodingPlan& plan, bool finds_repeats);

}}}  // namespace souris::v0::detail

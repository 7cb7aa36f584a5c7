// SPDX-License-Identifier: MIT
#pragma once

#include "store/coding_plan.hpp"
#include "store/piece_table.hpp"

namespace souris::inline v0::detail {

/// Changes the plan's code so that its texts take fewer bytes, if that can be done.
///
/// Huffman's codes have the fewest bits, but each text takes whole bytes, and a byte or two more
/// for its length from 240 and 256 bits on. So among codes with as many bits, or a few more, some
/// have fewer bytes: two characters exchange their codes' lengths as long as that helps. Bounded
/// time.
void refine_code(const PieceTable& table, CodingPlan& plan, bool finds_repeats);

}  // namespace souris::inline v0::detail

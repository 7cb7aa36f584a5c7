// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <souris/sink.hpp>

#include "store/coding_plan.hpp"

namespace souris::test {

/// Of what a plan makes of a tree.
inline std::uint64_t written_size(const detail::PieceTable& table, const detail::CodingPlan& plan) {
    Sink sink;
    detail::write_planned(sink, table, plan);
    return sink.size();
}

}  // namespace souris::test

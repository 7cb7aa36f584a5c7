// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <souris/sink.hpp>

#include "store/coding_plan.hpp"

namespace souris::test {

/// The size of a tree written by a plan.
inline std::uint64_t written_size(const detail::PieceTable& table, const detail::CodingPlan& plan) {
    Sink sink;
    detail::write_planned(sink, table, plan);
    return sink.size();
}

}  // namespace souris::test

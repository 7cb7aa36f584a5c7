// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <souris/column_reader.hpp>

#include "columns/column_block.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// What is known of the places in the values of a path from heads and directory. Paths of one place
/// are one.
[[nodiscard]] std::vector<ColumnInfo> column_infos(const ColumnBlock& block, PathIndex records);

}}}}  // namespace souris::v0::detail::columns

// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include <souris/column_reader.hpp>

#include "columns/record_columns.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// `ColumnReader::may_match`.
[[nodiscard]] Result<bool> may_match(const RecordColumns& records, const RowFilter& filter);

/// `ColumnReader::rows_matching`. Throws std::bad_alloc.
[[nodiscard]] Result<RowBitmap> match_rows(const RecordColumns& records,
                                           std::span<const RowFilter> filters);

}}}}  // namespace souris::v0::detail::columns

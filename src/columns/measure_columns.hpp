// SPDX-License-Identifier: MIT
#pragma once

#include <souris/column_reader.hpp>
#include <souris/result.hpp>

#include "columns/record_columns.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// `ColumnReader::measure`.
[[nodiscard]] Result<ColumnSizes> measure_columns(const RecordColumns& records);

}}}}  // namespace souris::v0::detail::columns

// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <souris/column_reader.hpp>

#include "columns/record_columns.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

// What the functions of `ColumnReader` with these names do. They throw std::bad_alloc.

[[nodiscard]] Result<IntegerColumn> read_integers(const RecordColumns& records,
                                                  std::string_view pointer);
[[nodiscard]] Result<NumberColumn> read_numbers(const RecordColumns& records,
                                                std::string_view pointer);
[[nodiscard]] Result<BooleanColumn> read_booleans(const RecordColumns& records,
                                                  std::string_view pointer);
[[nodiscard]] Result<TextColumn> read_texts(const RecordColumns& records, std::string_view pointer);

}}}}  // namespace souris::v0::detail::columns

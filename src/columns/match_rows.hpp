// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include <souris/column_reader.hpp>
#include <souris/value_view.hpp>

#include "columns/record_columns.hpp"
#include "columns/row_test.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// A filter made ready, which must outlive it.
struct ReadyFilter {
    Place place;
    RowTest test;

    /// Errors: `invalid_pointer`; `wrong_type`. Throws std::bad_alloc.
    [[nodiscard]] static Result<ReadyFilter> make(const RowFilter& filter);
    [[nodiscard]] static Result<std::vector<ReadyFilter>> make_all(
        std::span<const RowFilter> filters);

    /// Whether a record matches.
    [[nodiscard]] bool matches(const ValueView& record) const;
};

/// `ColumnReader::may_match`.
[[nodiscard]] bool may_match(const RecordColumns& records, const ReadyFilter& filter);

/// `ColumnReader::rows_matching`. Throws std::bad_alloc.
[[nodiscard]] Result<RowBitmap> match_rows(const RecordColumns& records,
                                           std::span<const ReadyFilter> filters);

}}}}  // namespace souris::v0::detail::columns

// SPDX-License-Identifier: MIT
#include "log/record_filter.hpp"

#include <algorithm>
#include <utility>

#include "base/return_if_error.hpp"
#include "columns/match_rows.hpp"

namespace souris { inline namespace v0 { namespace detail {

Result<RecordFilter> RecordFilter::make(std::vector<RowFilter> filters) {
    RecordFilter made;
    made.filters_ = std::move(filters);
    for (const RowFilter& filter : made.filters_) {
        SOURIS_ASSIGN_OR_RETURN(columns::Place place, columns::place_of(filter.pointer));
        SOURIS_ASSIGN_OR_RETURN(columns::RowTest test, columns::RowTest::make(filter));
        made.tests_.push_back({std::move(place), std::move(test)});
    }
    return made;
}

Result<RowBitmap> RecordFilter::match(const columns::RecordColumns& records) const {
    return columns::match_rows(records, filters_);
}

bool RecordFilter::matches(std::span<const std::byte> record, const DecodeOptions& options) {
    const auto view = parser_.parse(record, options);
    if (!view) return true;
    return std::ranges::all_of(tests_, [&](const Test& test) {
        const auto value = columns::value_at(*view, test.place);
        return value && test.test.matches(*value);
    });
}

}}}  // namespace souris::v0::detail

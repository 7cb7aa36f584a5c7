// SPDX-License-Identifier: MIT
#include "log/record_filter.hpp"

#include <algorithm>
#include <utility>

#include "base/return_if_error.hpp"

namespace souris { inline namespace v0 { namespace detail {

Result<RecordFilter> RecordFilter::make(std::vector<RowFilter> filters) {
    RecordFilter made;
    made.filters_ = std::move(filters);
    SOURIS_ASSIGN_OR_RETURN(made.ready_, columns::ReadyFilter::make_all(made.filters_));
    return made;
}

Result<RowBitmap> RecordFilter::match(const columns::RecordColumns& records) const {
    return columns::match_rows(records, ready_);
}

bool RecordFilter::matches(std::span<const std::byte> record, const DecodeOptions& options) {
    const auto view = parser_.parse(record, options);
    if (!view) return true;
    return std::ranges::all_of(
        ready_, [&](const columns::ReadyFilter& filter) { return filter.matches(*view); });
}

}}}  // namespace souris::v0::detail

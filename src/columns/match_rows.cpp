// SPDX-License-Identifier: MIT
#include "columns/match_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/return_if_error.hpp"
#include "columns/column_scalars.hpp"
#include "columns/pattern_texts.hpp"
#include "columns/row_test.hpp"
#include "value/default_rounding.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// The rows that match among those of the paths.
Result<RowBitmap, BlockError> match_paths(const RecordColumns& records, const RowTest& test,
                                          const std::vector<PathIndex>& places, Budget& memory) {
    const ColumnBlock& block = records.columns();
    std::vector<Interest> interests(block.paths().size());
    for (const PathIndex place : places) {
        interests[place] = Interest::all;
        for_each_field(block.paths(), place,
                       [&](PathIndex field) { interests[field] = Interest::all; });
    }
    SOURIS_ASSIGN_OR_RETURN(PathReader reader,
                            block.read(std::move(interests), records.limits(), memory));
    if (!memory.charge(allocation_size(records.rows() / 8 + sizeof(std::uint64_t))))
        return tl::unexpected(BlockError(Limit::memory));
    RowBitmap rows(records.rows());
    for (const PathIndex place : places) {
        const Path& path = reader.paths()[place];
        SOURIS_ASSIGN_OR_RETURN(PatternTexts patterns,
                                PatternTexts::join(reader, place, block.size(), memory));
        ScalarReader<RowTest> values(path, test, records.limits(), memory);
        SOURIS_RETURN_IF_ERROR(values.begin(std::move(patterns)));
        for (std::size_t i = 0; i < path.symbols.size(); ++i) {
            const std::size_t row = path.rows.empty() ? i : path.rows[i];
            if (row >= rows.size()) return failure(ErrorCode::bad_block);
            SOURIS_ASSIGN_OR_RETURN(const RowValue<bool> value, values.next(path.symbols[i]));
            const bool is_null = value.state == RowState::null;
            if (is_null ? test.matches_null() : value.has_value()) rows.set(row);
        }
    }
    return rows;
}

Result<RowBitmap> match_whole(const RecordColumns& records, const RowTest& test, const Place& place,
                              Budget& memory) {
    if (!memory.charge(allocation_size(records.rows() / 8 + sizeof(std::uint64_t))))
        return failure(error_of_block(BlockError(Limit::memory)));
    RowBitmap rows(records.rows());
    SOURIS_RETURN_IF_ERROR(records.visit_whole(
        place, memory, [&](std::size_t row, std::optional<ValueView> value) -> Result<void> {
            if (value && test.matches(*value)) rows.set(row);
            return {};
        }));
    return rows;
}

bool may_match(const RecordColumns& records, const RowTest& test, const PlacePaths& found) {
    return found.has_others || std::ranges::any_of(found.paths, [&](PathIndex path) {
               return test.may_match(records.columns(), path);
           });
}

/// The rows that match a filter whose values are at `found`.
Result<RowBitmap> match(const RecordColumns& records, const ReadyFilter& filter,
                        const PlacePaths& found) {
    Budget memory = records.budget();
    if (found.has_others) return match_whole(records, filter.test, filter.place, memory);
    auto rows = match_paths(records, filter.test, found.paths, memory);
    if (!rows) return failure(error_of_block(rows.error()));
    return std::move(*rows);
}

}  // namespace

Result<ReadyFilter> ReadyFilter::make(const RowFilter& filter) {
    const DefaultRounding rounding;
    SOURIS_ASSIGN_OR_RETURN(RowTest test, RowTest::make(filter));
    SOURIS_ASSIGN_OR_RETURN(Place place, place_of(filter.pointer));
    return ReadyFilter{std::move(place), std::move(test)};
}

Result<std::vector<ReadyFilter>> ReadyFilter::make_all(std::span<const RowFilter> filters) {
    std::vector<ReadyFilter> made;
    for (const RowFilter& filter : filters) {
        SOURIS_ASSIGN_OR_RETURN(ReadyFilter ready, make(filter));
        made.push_back(std::move(ready));
    }
    return made;
}

bool ReadyFilter::matches(const ValueView& record) const {
    const DefaultRounding rounding;
    const auto value = value_at(record, place);
    return value && test.matches(*value);
}

bool may_match(const RecordColumns& records, const ReadyFilter& filter) {
    const DefaultRounding rounding;
    return may_match(records, filter.test, records.find(filter.place));
}

Result<RowBitmap> match_rows(const RecordColumns& records, std::span<const ReadyFilter> filters) {
    const DefaultRounding rounding;
    std::vector<PlacePaths> found;
    for (const ReadyFilter& filter : filters) {
        found.push_back(records.find(filter.place));
        // Before anything is read.
        if (!may_match(records, filter.test, found.back())) return RowBitmap(records.rows());
    }
    RowBitmap rows(records.rows(), true);
    for (std::size_t i = 0; i < filters.size(); ++i) {
        if (rows.next(0) == rows.size()) break;
        SOURIS_ASSIGN_OR_RETURN(const RowBitmap matching, match(records, filters[i], found[i]));
        rows &= matching;
    }
    return rows;
}

}}}}  // namespace souris::v0::detail::columns

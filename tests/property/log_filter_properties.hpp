// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <souris/log_reader.hpp>
#include <souris/log_writer.hpp>

#include "column_reader_properties.hpp"
#include "log_properties.hpp"

/// Properties of logs that are read by filters and columns.

namespace souris::properties {

/// Writes records, those at the end to the tail. The writer must live while the tail is to be.
inline std::optional<LogWriter> write_records(const ScratchLog& log, const std::vector<Value>& all,
                                              Profile profile, std::size_t block_size) {
    LogWriterOptions options;
    options.profile = profile;
    options.block_size = block_size;
    options.durable = false;
    auto writer = LogWriter::open(log.path(), options);
    if (!writer) return std::nullopt;
    for (const Value& record : all) {
        if (!writer->append(record)) return std::nullopt;
    }
    if (!writer->sync()) return std::nullopt;
    return std::move(*writer);
}

/// Whether the reader's blocks have as many rows that match.
inline bool blocks_have_rows(LogReader& reader, const std::vector<RowFilter>& filters,
                             std::size_t expected) {
    std::size_t count = 0;
    for (;;) {
        const auto block = reader.next_block();
        if (!block) return false;
        if (!*block) return count == expected;
        const auto rows = (*block)->columns.rows_matching(filters);
        if (!rows) return false;
        for (std::size_t row = (*block)->first_row; row != rows->size(); ++row)
            if ((*rows)[row]) ++count;
    }
}

/// Filters find the same records in blocks of columns, in blocks of rows and in the tail, forward,
/// backward and block by block.
inline bool filters_agree(const Value& value, Profile profile, std::size_t block_size,
                          Comparison comparison) {
    std::vector<Value> records{value};
    if (const Array* const array = value.as_array()) records.assign(array->begin(), array->end());
    // Often enough that columns are worth it.
    constexpr std::size_t least = 24;
    for (std::size_t i = 0; records.size() < least && !records.empty(); ++i)
        records.push_back(records[i]);
    if (records.empty()) return true;
    const ScratchLog rows("-rows");
    const ScratchLog columns("-columns");
    const auto row_writer = write_records(rows, records, Profile::stored, block_size);
    const auto column_writer = write_records(columns, records, profile, block_size);
    if (!row_writer || !column_writer) return false;
    std::set<std::string> pointers{"/no such key"};
    for (const Value& record : records)
        collect_pointers(pointers, record, "", 2);
    auto row_reader = LogReader::open(rows.path());
    auto reader = LogReader::open(columns.path());
    if (!row_reader || !reader) return false;
    const auto next = [](LogReader& r) { return r.next(); };
    std::size_t turn = 0;
    for (const std::string& pointer : pointers) {
        // One record's value: looking for those of all takes long.
        const Found found = records[turn++ % records.size()].at(pointer);
        if (!found.has_value()) continue;
        const std::vector<RowFilter> filters{{pointer, comparison, *found, *found}};
        const auto made = row_reader->filter(filters);
        if (made.has_value() != reader->filter(filters).has_value()) return false;
        if (!made) continue;
        if (!row_reader->seek(0) || !reader->seek(0)) return false;
        const auto expected = records_by(*row_reader, next);
        const auto forward = records_by(*reader, next);
        auto backward = records_by(*reader, [](LogReader& r) { return r.previous(); });
        if (!expected || !backward || forward != expected) return false;
        std::ranges::reverse(*backward);
        if (backward != expected || !reader->seek(0)) return false;
        if (!blocks_have_rows(*reader, filters, expected->size())) return false;
    }
    return true;
}

}  // namespace souris::properties

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <souris/check.hpp>
#include <souris/column_reader.hpp>
#include <souris/value.hpp>

#include "printers/byte_statistics.hpp"

// The use of a file's bytes, for people and for programs.

namespace souris::cli {

/// The data that `stat` reports.
struct StatReport {
    std::string_view name;
    const CheckReport& check;
    const ByteStatistics& statistics;
    /// Number of paths, and of columns, listed: those with the most bytes.
    std::size_t top = 20;
    /// Of a body in columns, or nullptr.
    const ColumnSizes* columns = nullptr;
};

/// The bytes of one item.
struct StatRow {
    std::string name;
    /// Number of values or keys.
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
    /// The column that this is, in `StatReport::columns`, or nullptr.
    const MeasuredColumn* column = nullptr;
};

/// Rows that add up to `total`, largest first.
struct StatTable {
    std::string title;
    std::uint64_t total = 0;
    std::vector<StatRow> rows;
};

/// The tables: the file by part if its body is packed; a body in columns by column; then the values
/// by type and by path.
[[nodiscard]] std::vector<StatTable> tables_of(const StatReport& report);

/// For people: several lines, with coloured bars on request.
[[nodiscard]] std::string to_text(const StatReport& report, bool is_colored);

/// For programs.
[[nodiscard]] Map to_fields(const StatReport& report);

}  // namespace souris::cli

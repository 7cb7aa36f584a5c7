// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <souris/check.hpp>
#include <souris/value.hpp>

#include "printers/byte_statistics.hpp"

// Where a file's bytes go, for people and for programs.

namespace souris::cli {

/// What `stat` knows.
struct StatReport {
    std::string_view name;
    const CheckReport& check;
    const ByteStatistics& statistics;
    /// Paths that are told one by one: those with the most bytes.
    std::size_t top = 20;
};

/// The bytes of one thing.
struct StatRow {
    std::string name;
    /// Values, or keys.
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
};

/// Rows that add up to `total`, the largest first.
struct StatTable {
    std::string title;
    std::uint64_t total = 0;
    std::vector<StatRow> rows;
};

/// Of the file by its parts, if its body is packed, and of the values by type and by path.
[[nodiscard]] std::vector<StatTable> tables_of(const StatReport& report);

/// For people: some lines. With bars in colour, if wanted.
[[nodiscard]] std::string to_text(const StatReport& report, bool is_colored);

/// For programs.
[[nodiscard]] Map to_fields(const StatReport& report);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "columns/path.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// One more than the symbol of each row of a path's table; 0 in rows that it is not in.
[[nodiscard]] inline std::vector<std::uint32_t> symbols_by_row(const Path& path,
                                                               std::size_t row_count) {
    std::vector<std::uint32_t> symbols(row_count, 0);
    for (std::size_t i = 0; i < path.symbols.size(); ++i)
        symbols[path.rows.empty() ? i : path.rows[i]] = path.symbols[i] + 1;
    return symbols;
}

/// The path whose values are the rows of a path's table.
[[nodiscard]] inline std::size_t first_of_table(std::span<const Path> paths,
                                                std::size_t index) noexcept {
    // The parts of a path that have its rows have its table.
    const std::uint32_t table = paths[index].table;
    while (paths[index].parent != index && paths[paths[index].parent].table == table)
        index = paths[index].parent;
    return index;
}

/// Those of the paths that a path's contexts name, in the order in which `code_symbols` takes them.
[[nodiscard]] inline std::vector<RowSymbols> others_of(
    const Path& path, std::span<const std::vector<std::uint32_t>> row_symbols) {
    std::vector<RowSymbols> others;
    for (const ContextSet& set : path.contexts) {
        for (const std::uint32_t other : set.others)
            others.emplace_back(row_symbols[other]);
    }
    return others;
}

}}}}  // namespace souris::v0::detail::columns

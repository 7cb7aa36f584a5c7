// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "columns/cell.hpp"
#include "columns/distinct.hpp"
#include "columns/path.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// A path before it is known what symbols it has.
struct SplitPath {
    PathIndex parent = 0;
    PathRole role = PathRole::root;
    std::string_view key;
    std::uint32_t table = 0;
    std::vector<Parts> parts;
    std::vector<Cell> cells;
    /// Nothing where they are 0, 1, 2 and so on.
    std::vector<std::uint32_t> rows;
    std::vector<std::int64_t> counts;
    /// Where the cells' offsets point into.
    std::span<const std::byte> source;
    /// The scalars among the cells, if they are known already.
    std::optional<DistinctScalars> distinct;

    [[nodiscard]] std::uint32_t row_of(std::size_t cell) const noexcept {
        return rows.empty() ? static_cast<std::uint32_t>(cell) : rows[cell];
    }
    void add(Cell cell, std::uint32_t row) {
        if (rows.empty() && row != cells.size()) {
            rows.resize(cells.size());
            std::iota(rows.begin(), rows.end(), 0U);
        }
        if (!rows.empty() || row != cells.size()) rows.push_back(row);
        cells.push_back(cell);
    }
};

/// Takes a sequence of encoded values apart: raw text, binary values stored, all else as a writer
/// writes it (`PieceScanner`). Parents come before their parts. Nothing if there are too many
/// paths for the values, so that it would not pay.
[[nodiscard]] std::optional<std::vector<SplitPath>> split_values(std::span<const std::byte> values);

}}}}  // namespace souris::v0::detail::columns

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <souris/column_reader.hpp>

#include "columns/directory.hpp"
#include "columns/path.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// What is known of the places in the values of a path from heads and directory. Paths of one place
/// are one.
struct ColumnPlaces {
    std::vector<ColumnInfo> infos;
    /// The index of the info for each path; `no_place` for those whose values have no place of
    /// their own.
    std::vector<std::size_t> of_path;
};
inline constexpr std::size_t no_place = ~std::size_t{0};

[[nodiscard]] ColumnPlaces column_infos(std::span<const Path> paths,
                                        std::span<const DirectoryEntry> directory,
                                        PathIndex records);

/// The bytes of all names that `column_infos` gives the paths from the root on, or more.
[[nodiscard]] std::uint64_t names_size(std::span<const Path> paths);

}}}}  // namespace souris::v0::detail::columns

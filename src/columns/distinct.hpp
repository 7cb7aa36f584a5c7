// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "columns/cell.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// A scalar, as it first occurs at its path.
struct DistinctScalar {
    std::uint32_t offset = 0;
    std::uint32_t size = 0;
    /// How often it occurs.
    std::uint32_t count = 0;
};

/// The scalars of a path without their repeats.
struct DistinctScalars {
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    std::vector<DistinctScalar> scalars;
    /// Of each cell, the number of its scalar; `none` if it has parts.
    std::vector<std::uint32_t> which;
};

/// Which repeats are looked for.
enum class Repeats : std::uint8_t {
    all,
    /// None, if a sample shows that few scalars occur twice. That takes a fraction of the time.
    frequent,
};

/// The distinct scalars of a path, in the order in which they first occur. The cells' offsets point
/// into `source`. Linear time.
[[nodiscard]] DistinctScalars find_distinct(std::span<const std::byte> source,
                                            std::span<const Cell> cells, Repeats repeats);

}}}}  // namespace souris::v0::detail::columns

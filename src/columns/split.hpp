// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "columns/path.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// A value at a path: the offset of a scalar's tag, or the number of its way of having parts.
class Cell {
  public:
    [[nodiscard]] static Cell scalar(std::size_t offset) noexcept {
        return Cell(static_cast<std::uint32_t>(offset));
    }
    [[nodiscard]] static Cell of_parts(std::size_t index) noexcept {
        return Cell(has_parts_flag | static_cast<std::uint32_t>(index));
    }
    [[nodiscard]] bool has_parts() const noexcept { return (bits_ & has_parts_flag) != 0; }
    [[nodiscard]] std::uint32_t offset() const noexcept { return bits_; }
    [[nodiscard]] std::uint32_t parts() const noexcept { return bits_ & ~has_parts_flag; }

  private:
    static constexpr std::uint32_t has_parts_flag = std::uint32_t{1} << 31U;
    explicit Cell(std::uint32_t bits) noexcept : bits_(bits) {}
    std::uint32_t bits_;
};

/// The largest tree whose offsets fit a `Cell`.
inline constexpr std::size_t max_split_size = std::size_t{1} << 31U;

/// A path before it is known what symbols it has.
struct SplitPath {
    PathIndex parent = 0;
    PathRole role = PathRole::root;
    std::string_view key;
    std::uint32_t table = 0;
    std::vector<Parts> parts;
    std::vector<Cell> cells;
    std::vector<std::uint32_t> rows;
    std::vector<std::int64_t> counts;
    /// Where the cells' offsets point into.
    std::span<const std::byte> source;
};

/// Takes a sequence of encoded values apart: raw text, binary values stored, all else as a writer
/// writes it (`PieceScanner`). Parents come before their parts. Nothing if there are too many
/// paths for the values, so that it would not pay.
[[nodiscard]] std::optional<std::vector<SplitPath>> split_values(std::span<const std::byte> values);

}}}}  // namespace souris::v0::detail::columns

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

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

}}}}  // namespace souris::v0::detail::columns

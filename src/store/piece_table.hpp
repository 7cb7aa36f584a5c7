// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include <souris/block.hpp>
#include <souris/layout.hpp>

#include "codec/piece_scan.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// The pieces of an encoded tree that need not be written raw, with equal ones merged. Takes 4
/// bytes per piece and 12 per distinct piece.
class PieceTable {
  public:
    /// Larger trees are written without planning.
    static constexpr std::size_t max_tree_size = max_lz4_input;

    /// `tree` is as for `PieceScanner`, of at most `max_tree_size` bytes, and must outlive the
    /// table. Linear time. Binary values are packed by `profile`.
    PieceTable(std::span<const std::byte> tree, Layout layout, Profile profile);

    /// Whether a piece belongs in the table: coding one byte of text never makes it shorter.
    [[nodiscard]] static bool has(const Piece& piece) noexcept { return piece.bytes.size() > 1; }

    /// Number of distinct pieces. The functions below take an index less than that.
    [[nodiscard]] std::size_t size() const noexcept { return distinct_.size(); }
    /// Number of its occurrences.
    [[nodiscard]] std::uint32_t count(std::size_t index) const noexcept {
        assert(index < size());
        return distinct_[index].count;
    }
    [[nodiscard]] Piece piece(std::size_t index) const;
    /// The block, if it is shorter than the stored one; else nullptr, as always for text.
    [[nodiscard]] const BlockChoice* packed(std::size_t index) const noexcept;

    /// The index of the distinct piece for each piece, in the order of the tree.
    [[nodiscard]] std::span<const std::uint32_t> occurrences() const noexcept {
        return occurrences_;
    }

    [[nodiscard]] std::span<const std::byte> tree() const noexcept { return tree_; }
    [[nodiscard]] Layout layout() const noexcept { return layout_; }

  private:
    struct Distinct {
        /// Offset of the tag of its first occurrence.
        std::uint32_t tag;
        std::uint32_t count;
    };

    void collect();

    std::span<const std::byte> tree_;
    Layout layout_;
    std::vector<Distinct> distinct_;
    std::vector<std::uint32_t> occurrences_;
    std::map<std::uint32_t, BlockChoice> packed_;
};

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include <souris/block.hpp>
#include <souris/layout.hpp>

#include "codec/piece_scan.hpp"

namespace souris::inline v0::detail {

/// The pieces of an encoded tree that may be written in another way than raw, equal ones as one.
/// Takes 4 bytes a piece and 12 a distinct one.
class PieceTable {
  public:
    /// Trees beyond this size are not looked into.
    static constexpr std::size_t max_tree_size = max_lz4_input;

    /// `tree` is as for `PieceScanner`, of at most `max_tree_size` bytes, and must outlive this.
    /// Linear time. Binary values are packed as `profile` says.
    PieceTable(std::span<const std::byte> tree, Layout layout, Profile profile);

    /// Whether a piece is in the table: one byte of text is never shorter for being coded.
    [[nodiscard]] static bool has(const Piece& piece) noexcept { return piece.bytes.size() > 1; }

    /// Distinct pieces; what follows takes an index below that.
    [[nodiscard]] std::size_t size() const noexcept { return distinct_.size(); }
    /// How often it occurs.
    [[nodiscard]] std::uint32_t count(std::size_t index) const noexcept {
        return distinct_[index].count;
    }
    [[nodiscard]] Piece piece(std::size_t index) const;
    /// The block that is shorter than the stored one, or nullptr: always for text.
    [[nodiscard]] const BlockChoice* packed(std::size_t index) const noexcept;

    /// The distinct piece that each piece is, in the order of the tree.
    [[nodiscard]] std::span<const std::uint32_t> occurrences() const noexcept {
        return occurrences_;
    }

    [[nodiscard]] std::span<const std::byte> tree() const noexcept { return tree_; }
    [[nodiscard]] Layout layout() const noexcept { return layout_; }

  private:
    struct Distinct {
        /// Offset of the tag of the first that occurs.
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

}  // namespace souris::inline v0::detail

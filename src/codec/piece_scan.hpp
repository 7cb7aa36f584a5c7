// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include <souris/cursor.hpp>
#include <souris/type.hpp>

namespace souris::inline v0::detail {

/// A string or a binary value in an encoded tree: where a writer has a choice. Keys, the names of
/// time zones and JSON texts are strings too.
struct Piece {
    /// `string` or `binary`.
    Type type = Type::string;
    /// Offset of its tag; its length follows, then its bytes.
    std::size_t tag = 0;
    std::span<const std::byte> bytes;
    /// Offset behind it.
    std::size_t end = 0;

    [[nodiscard]] std::string_view text() const noexcept { return as_text(bytes); }
};

/// The piece in `tree`, which is as for `PieceScanner`, whose tag stands at `tag`.
[[nodiscard]] Piece piece_at(std::span<const std::byte> tree, std::size_t tag) noexcept;

/// Finds the pieces of an encoded tree, in order. Since a tree is a sequence of tags, each with its
/// content, it needs no stack: linear time, no memory.
class PieceScanner {
  public:
    /// `tree` is what `encode_value` wrote with text raw and binary values stored. Must outlive
    /// this.
    explicit PieceScanner(std::span<const std::byte> tree) noexcept : cursor_(tree) {}

    /// Nothing behind the last.
    [[nodiscard]] std::optional<Piece> next();

  private:
    Cursor cursor_;
};

}  // namespace souris::inline v0::detail

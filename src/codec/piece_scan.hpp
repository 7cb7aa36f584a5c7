// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <souris/cursor.hpp>
#include <souris/detail/wire.hpp>
#include <souris/type.hpp>

#include "compress/byte_huffman.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// A string or a binary value in an encoded tree, for which a writer can choose the encoding. Keys,
/// the names of time zones and JSON texts are strings too.
struct Piece {
    /// `string` or `binary`.
    Type type = Type::string;
    /// Offset of its tag; its length follows, then its bytes.
    std::size_t tag = 0;
    std::span<const std::byte> bytes;
    /// Offset after it.
    std::size_t end = 0;

    [[nodiscard]] std::string_view text() const noexcept { return as_text(bytes); }
};

/// The piece in `tree` with its tag at offset `tag`. `tree` is as for `PieceScanner`.
[[nodiscard]] inline Piece piece_at(std::span<const std::byte> tree, std::size_t tag) noexcept {
    assert(tag + 1 < tree.size());
    std::size_t begin = tag + short_head_size;
    auto size = std::to_integer<std::size_t>(tree[tag + 1]);
    if (size > max_short_length) {
        Cursor cursor(tree);
        cursor.seek(tag + 1);
        size = *cursor.read_length();
        begin = cursor.offset();
    }
    const Type type = tag_at(tree.data() + tag).type();
    assert(type == Type::string || type == Type::binary);
    assert(begin <= tree.size() && size <= tree.size() - begin);
    return {type, tag, tree.subspan(begin, size), begin + size};
}

/// Offset after the content of the tag at `tag`. Precondition: not a piece. Of a container this
/// skips only the count: its values are tags of their own.
[[nodiscard]] std::size_t skip_content(std::span<const std::byte> tree, std::size_t tag) noexcept;

/// Offset after the scalar whose tag is at `tag`, with its text: of JSON and zones, that is a tag
/// of its own.
[[nodiscard]] std::size_t scalar_end_slowly(std::span<const std::byte> tree,
                                            std::size_t tag) noexcept;
[[nodiscard]] inline std::size_t scalar_end(std::span<const std::byte> tree,
                                            std::size_t tag) noexcept {
    // Most are short strings.
    if (tag_at(tree.data() + tag).type() == Type::string) {
        const auto length = std::to_integer<std::size_t>(tree[tag + 1]);
        if (length <= max_short_length) return tag + 2 + length;
    }
    return scalar_end_slowly(tree, tag);
}

/// Finds the pieces of an encoded tree, in order. A tree is a sequence of tags, each with its
/// content, so this needs no stack: linear time, no allocation.
class PieceScanner {
  public:
    /// `tree` is the output of `encode_value` with raw text and stored binary values. Must outlive
    /// the scanner.
    explicit PieceScanner(std::span<const std::byte> tree) noexcept : tree_(tree) {}

    /// Nothing after the last piece.
    [[nodiscard]] std::optional<Piece> next() noexcept {
        assert(position_ <= tree_.size());
        while (position_ != tree_.size()) {
            const Type type = tag_at(tree_.data() + position_).type();
            if (type == Type::string || type == Type::binary) {
                const Piece piece = piece_at(tree_, position_);
                position_ = piece.end;
                return piece;
            }
            position_ = skip_content(tree_, position_);
        }
        return std::nullopt;
    }

  private:
    std::span<const std::byte> tree_;
    std::size_t position_ = 0;
};

/// Totals over all pieces of a tree.
struct PieceTotals {
    /// Bytes, without tags and lengths.
    std::uint64_t size = 0;
    /// How often each byte occurs in text.
    ByteCounts text{};
};

/// Linear time. `tree` is as for `PieceScanner`, `counts` are those of its bytes: subtracting the
/// bytes that are not text touches fewer bytes than adding those that are.
[[nodiscard]] PieceTotals total_of_pieces(std::span<const std::byte> tree,
                                          const ByteCounts& counts) noexcept;

}}}  // namespace souris::v0::detail

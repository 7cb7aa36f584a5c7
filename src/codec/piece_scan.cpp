// SPDX-License-Identifier: MIT
#include "codec/piece_scan.hpp"

#include <array>
#include <cassert>

#include "codec/visit_content.hpp"

namespace souris { inline namespace v0 { namespace detail {
namespace {

/// The content after a tag: `size` arbitrary bytes, then `integers` integers.
struct PieceContent {
    std::uint8_t size = 0;
    std::uint8_t integers = 0;
};

/// Of a string and a block, which are pieces, nothing; of tagged text, the piece is a tag of its
/// own.
struct PieceContents {
    static constexpr PieceContent bytes(Tag, std::size_t size) noexcept {
        return {static_cast<std::uint8_t>(size), 0};
    }
    static constexpr PieceContent integers(Tag, std::size_t count) noexcept {
        return {0, static_cast<std::uint8_t>(count)};
    }
    static constexpr PieceContent text(Tag) noexcept { return {}; }
    static constexpr PieceContent tagged_text(Tag) noexcept { return {}; }
    static constexpr PieceContent block(Tag) noexcept { return {}; }
};

constexpr PieceContent content_of(Tag tag) noexcept {
    PieceContents contents;
    return visit_form(tag, contents);
}

constexpr auto contents = [] {
    std::array<PieceContent, 256> all;
    for (unsigned byte = 0; byte < all.size(); ++byte)
        all[byte] = content_of(Tag{static_cast<std::uint8_t>(byte)});
    return all;
}();

/// How to step over a tag and the byte after it.
struct Step {
    /// 1 if that byte is a number that belongs to the tag, else 0.
    std::uint8_t number = 0;
    /// All ones if that number is the length of text.
    std::uint8_t length_mask = 0;
    /// Whether the content is longer, so that this does not suffice.
    bool is_long = false;
};

constexpr auto steps = [] {
    std::array<Step, 256> all;
    for (unsigned byte = 0; byte < all.size(); ++byte) {
        const Tag tag{static_cast<std::uint8_t>(byte)};
        if (tag.type() == Type::string) {
            all[byte] = {1, 0xFF, false};
        } else if (tag.type() == Type::binary) {
            all[byte] = {0, 0, true};
        } else {
            const PieceContent content = content_of(tag);
            all[byte] = {content.integers, 0, content.size != 0 || content.integers > 1};
        }
    }
    return all;
}();

}  // namespace

std::size_t skip_content(std::span<const std::byte> tree, std::size_t tag) noexcept {
    assert(tag < tree.size());
    const PieceContent content = contents[std::to_integer<std::size_t>(tree[tag])];
    assert(tag_at(tree.data() + tag).type() != Type::string &&
           tag_at(tree.data() + tag).type() != Type::binary);
    std::size_t position = tag + 1 + content.size;
    for (unsigned left = content.integers; left != 0; --left) {
        assert(position < tree.size());
        position += 1 + content_length(std::to_integer<std::size_t>(tree[position]));
    }
    assert(position <= tree.size());
    return position;
}

std::size_t scalar_end_slowly(std::span<const std::byte> tree, std::size_t tag) noexcept {
    const Type type = tag_at(tree.data() + tag).type();
    assert(type != Type::array && type != Type::map);
    const bool is_piece = type == Type::string || type == Type::binary;
    if (is_piece) return piece_at(tree, tag).end;
    const std::size_t end = skip_content(tree, tag);
    const bool has_piece = type == Type::json || type == Type::timezone;
    return has_piece ? piece_at(tree, end).end : end;
}

PieceTotals total_of_pieces(std::span<const std::byte> tree, const ByteCounts& counts) noexcept {
    PieceTotals totals{0, counts};
    const auto byte_at = [&](std::size_t position) {
        return std::to_integer<std::size_t>(tree[position]);
    };
    std::size_t position = 0;
    const auto pass_to = [&](std::size_t end) {
        for (; position < end; ++position)
            --totals.text[byte_at(position)];
    };
    // The frequent cases share one path without branches: the next tag is unpredictable.
    while (position + 1 < tree.size()) {
        const Step step = steps[byte_at(position)];
        const std::size_t number = byte_at(position + 1);
        if (!step.is_long && number <= max_short_length) [[likely]] {
            --totals.text[byte_at(position)];
            totals.text[number] -= step.number;
            const std::size_t length = number & step.length_mask;
            totals.size += length;
            position += 1 + step.number + length;
            continue;
        }
        const Type type = tag_at(tree.data() + position).type();
        if (type != Type::string && type != Type::binary) {
            pass_to(skip_content(tree, position));
            continue;
        }
        const Piece piece = piece_at(tree, position);
        totals.size += piece.bytes.size();
        pass_to(type == Type::string ? piece.end - piece.bytes.size() : piece.end);
        position = piece.end;
    }
    assert(position <= tree.size());
    pass_to(tree.size());
    return totals;
}

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#include "codec/piece_scan.hpp"

#include <array>

namespace souris { inline namespace v0 { namespace detail {
namespace {

/// The content after a tag: `size` arbitrary bytes, then `integers` integers.
struct PieceContent {
    std::uint8_t size = 0;
    std::uint8_t integers = 0;
};

constexpr PieceContent content_of(Tag tag) noexcept {
    constexpr std::uint8_t parts_of_timestamp = 7;
    constexpr std::uint8_t parts_of_complex = 2;
    switch (tag.type()) {
        case Type::character:
        case Type::integer:
            return {0, 1};
        case Type::complex:
            if (tag.low() != 0) return {0, parts_of_complex};
            return {parts_of_complex * sizeof(double), 0};
        case Type::timestamp:
            return {0, parts_of_timestamp};
        case Type::map:
        case Type::array:
            return {0, std::uint8_t{tag.flag()}};
        case Type::float64:
            return {sizeof(double), 0};
        case Type::float32:
            return {sizeof(float), 0};
        case Type::ipv4:
            return {4, 0};
        case Type::ipv6:
            return {16, 0};
        default:
            return {};
    }
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
    const PieceContent content = contents[std::to_integer<std::size_t>(tree[tag])];
    std::size_t position = tag + 1 + content.size;
    for (unsigned left = content.integers; left != 0; --left) {
        const auto first = std::to_integer<std::size_t>(tree[position]);
        position += 1 + (first > max_small_content ? first - max_small_content : 0);
    }
    return position;
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
        if (!step.is_long && number <= max_small_content) [[likely]] {
            --totals.text[byte_at(position)];
            totals.text[number] -= step.number;
            const std::size_t length = number & step.length_mask;
            totals.size += length;
            position += 1 + step.number + length;
            continue;
        }
        const Type type = Tag{static_cast<std::uint8_t>(byte_at(position))}.type();
        if (type != Type::string && type != Type::binary) {
            pass_to(skip_content(tree, position));
            continue;
        }
        const Piece piece = piece_at(tree, position);
        totals.size += piece.bytes.size();
        pass_to(type == Type::string ? piece.end - piece.bytes.size() : piece.end);
        position = piece.end;
    }
    pass_to(tree.size());
    return totals;
}

}}}  // namespace souris::v0::detail

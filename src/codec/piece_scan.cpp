// SPDX-License-Identifier: MIT
#include "codec/piece_scan.hpp"

#include <cassert>
#include <cstdint>

#include <souris/integer_wire.hpp>
#include <souris/tag.hpp>

namespace souris::inline v0::detail {
namespace {

void skip_integers(Cursor& cursor, unsigned count) {
    for (; count != 0; --count) {
        const unsigned first = *cursor.read_byte();
        if (first > max_small_content) (void)cursor.read_bytes(first - max_small_content);
    }
}

/// What follows the tag of anything but a piece. The values in a container follow as tags of
/// their own.
void skip_content(Cursor& cursor, Tag tag) {
    constexpr unsigned parts_of_timestamp = 7;
    constexpr unsigned parts_of_complex = 2;
    switch (tag.type()) {
        case Type::character:
        case Type::integer:
            skip_integers(cursor, 1);
            break;
        case Type::complex:
            if (tag.low() != 0) {
                skip_integers(cursor, parts_of_complex);
            } else {
                (void)cursor.read_bytes(parts_of_complex * sizeof(double));
            }
            break;
        case Type::timestamp:
            skip_integers(cursor, parts_of_timestamp);
            break;
        case Type::map:
        case Type::array:
            if (tag.flag()) skip_integers(cursor, 1);
            break;
        case Type::float64:
            (void)cursor.read_bytes(sizeof(double));
            break;
        case Type::float32:
            (void)cursor.read_bytes(sizeof(float));
            break;
        case Type::ipv4:
            (void)cursor.read_bytes(4);
            break;
        case Type::ipv6:
            (void)cursor.read_bytes(16);
            break;
        default:
            break;
    }
}

}  // namespace

Piece piece_at(std::span<const std::byte> tree, std::size_t tag) noexcept {
    Cursor cursor(tree);
    cursor.seek(tag);
    const Type type = Tag{*cursor.read_byte()}.type();
    const auto bytes = *cursor.read_bytes(*cursor.read_length());
    return {type, tag, bytes, cursor.offset()};
}

std::optional<Piece> PieceScanner::next() {
    while (!cursor_.at_end()) {
        const std::size_t start = cursor_.offset();
        const Tag tag{*cursor_.read_byte()};
        if (tag.type() == Type::string || tag.type() == Type::binary) {
            assert(tag.low() == 0);
            const auto bytes = *cursor_.read_bytes(*cursor_.read_length());
            return Piece{tag.type(), start, bytes, cursor_.offset()};
        }
        skip_content(cursor_, tag);
    }
    return std::nullopt;
}

}  // namespace souris::inline v0::detail

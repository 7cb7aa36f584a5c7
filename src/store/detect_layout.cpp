// SPDX-License-Identifier: MIT
#include <algorithm>

#include <souris/compression.hpp>
#include <souris/cursor.hpp>
#include <souris/detail/integer_wire.hpp>
#include <souris/store.hpp>

#include "base/error_at.hpp"
#include "base/return_if_error.hpp"
#include "store/framing.hpp"

namespace souris { inline namespace v0 {

namespace {

constexpr std::uint8_t map_tag_nibble = 8;

bool is_map_tag(std::uint8_t byte) noexcept {
    return byte >> 4U == map_tag_nibble;
}

/// Header 0. v1: a map without a text table. v2: a stored body without one.
///
/// Either a map's tag follows, or a length that looks like one, and then a map's tag. After the tag
/// of a map comes the tag of a key, or a count if the map's tag is odd. A count that looks like a
/// map's tag is at least 128, and so many entries take more bytes than such a length.
Result<Layout, ErrorCode> detect_without_table(Cursor rest) {
    constexpr std::size_t least_bytes_of_128_entries = 384;
    SOURIS_ASSIGN_OR_RETURN(const std::uint8_t first, rest.read_byte());
    if (!is_map_tag(first)) return Layout::v2;
    const std::uint8_t second = rest.peek_byte().value_or(0);
    const bool is_count = first % 2 != 0 && rest.remaining() > least_bytes_of_128_entries;
    return is_map_tag(second) && !is_count ? Layout::v2 : Layout::v1;
}

/// Header 1. v1: a text table, then a map. v2: a body of run lengths, without a text table.
///
/// A text table begins with a branch, 0; as the length of the pairs it would leave no body. Or the
/// table is a single leaf, an Integer, and a map's tag follows. In v2 the length of the pairs and
/// the first count come there instead; that count is 1 or 2, since no map begins with more equal
/// bytes.
Result<Layout, ErrorCode> detect_with_flag_1(Cursor rest) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint8_t first, rest.peek_byte());
    if (first == 0) return Layout::v1;
    SOURIS_RETURN_IF_ERROR(rest.read_integer(SignState::unsigned_number));
    SOURIS_ASSIGN_OR_RETURN(const std::uint8_t next, rest.peek_byte());
    return is_map_tag(next) ? Layout::v1 : Layout::v2;
}

Result<Layout, ErrorCode> detect(std::uint8_t header, Cursor rest) {
    if (header == 0) return detect_without_table(rest);
    if (header == detail::v1_text_table_flag) return detect_with_flag_1(rest);
    return Layout::v2;
}

}  // namespace

Result<Layout> detect_layout(std::span<const std::byte> bytes) {
    Cursor cursor(bytes);
    const std::size_t prefix = std::min(bytes.size(), detail::store_magic.size());
    const auto magic = as_text(*cursor.read_bytes(prefix));
    if (!detail::store_magic.starts_with(magic)) {
        return failure(detail::error_at(ErrorCode::bad_magic, 0));
    }
    const auto header = cursor.read_byte();
    if (!header) return failure(detail::error_at(header.error(), cursor.offset()));
    const auto layout = detect(*header, cursor);
    if (!layout) return failure(detail::error_at(layout.error(), cursor.offset()));
    return *layout;
}

}}  // namespace souris::v0

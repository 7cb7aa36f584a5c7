// SPDX-License-Identifier: MIT
#include "reference/store.hpp"

#include <optional>
#include <string_view>

#include <xxhash.h>

#include <souris/layout.hpp>

#include "reference/block.hpp"
#include "reference/tag.hpp"
#include "reference/text.hpp"

namespace souris::reference {

namespace {

constexpr unsigned table_bit_v1 = 0x01;
constexpr unsigned table_bit_v2 = 0x80;
constexpr unsigned map_nibble = 8;

void read_magic(Reader& reader) {
    for (const char wanted : std::string_view("SOURISDB")) {
        const unsigned byte = reader.read_byte();
        if (byte != static_cast<unsigned char>(wanted)) reader.fail(ErrorCode::bad_magic);
    }
}

/// Section 7.1. `rest` are the bytes after the header.
Layout detect_layout(Reader rest, unsigned header, ErrorCode& error) {
    // Rule 1
    if (header > 1) return Layout::v2;
    const auto next = rest.peek();
    if (!next) {
        error = ErrorCode::truncated;
        return Layout::v2;
    }
    const unsigned byte = *next;
    if (header == 1) {
        // Rule 2.1
        if (byte == 0) return Layout::v1;
        // Rule 2.2. The Integer is read without checks.
        rest.read_bytes(byte < 240 ? 1 : 1 + byte - 239);
        const auto after = rest.peek();
        if (!after) {
            error = ErrorCode::truncated;
            return Layout::v2;
        }
        return *after / 16 == map_nibble ? Layout::v1 : Layout::v2;
    }
    // Rule 3.1
    if (byte / 16 != map_nibble) return Layout::v2;
    rest.read_byte();
    // Rule 3.2
    const auto after = rest.peek();
    const bool is_second_map = after && *after / 16 == map_nibble;
    if (is_second_map && (byte % 2 == 0 || rest.left() <= 384)) return Layout::v2;
    // Rule 3.3
    return Layout::v1;
}

/// body := text_table? value
Tree read_body(Reader& reader, Layout layout, bool has_table, bool is_store) {
    std::optional<HuffmanTree> table;
    if (has_table) table = read_text_table(reader);
    if (is_store) {
        const auto tag = reader.peek();
        const bool has_unused_bits = tag && reader.options().strict && has_reserved_bits(*tag);
        if (has_unused_bits) reader.fail(ErrorCode::reserved_bits);
        if (tag && *tag / 16 != map_nibble) reader.fail(ErrorCode::expected_map);
    }
    return read_value(reader, layout, table ? &*table : nullptr);
}

/// Rest v2, and a packed value: a block that unpacks to a body.
Tree read_packed_body(Reader& reader, unsigned header, bool is_store) {
    const auto body = read_block(reader, header % table_bit_v2, Layout::v2);
    if (reader.failed()) return {};
    Reader inner(body, reader.options());
    Tree tree = read_body(inner, Layout::v2, header / table_bit_v2 != 0, is_store);
    // Section 7.3
    if (reader.options().strict && inner.left() != 0) inner.fail(ErrorCode::trailing_bytes);
    if (inner.is_perhaps_bad_block()) reader.fail_for_size(true);
    if (inner.failed()) reader.fail(inner.error());
    return tree;
}

/// Sections 7.2 and 7.3: the bytes after the store, which ends at the reader's position.
void check_end(Reader& reader, ByteView bytes, Layout layout) {
    constexpr std::size_t trailer_size = 12;
    if (reader.failed() || (reader.left() == 0 && layout == Layout::v2)) return;
    if (bytes.size() >= trailer_size) {
        const std::size_t start = bytes.size() - trailer_size;
        Reader trailer(bytes.subspan(start), reader.options());
        bool has_magic = true;
        for (const char wanted : std::string_view("SDBC"))
            has_magic = trailer.read_byte() == static_cast<unsigned char>(wanted) && has_magic;
        const bool has_checksum = trailer.read_word(8) == XXH3_64bits(bytes.data(), start);
        if (reader.left() == 0 ? has_magic : has_magic != has_checksum) {
            reader.fail(ErrorCode::checksum_mismatch);
            return;
        }
        if (has_magic && reader.position() == start) return;
    }
    const bool has_more = reader.left() != 0;
    if (reader.options().strict && has_more) reader.fail(ErrorCode::trailing_bytes);
}

}  // namespace

Outcome decode_store(ByteView bytes, const Options& options) {
    Reader reader(bytes, options);
    read_magic(reader);
    const unsigned header = reader.read_byte();
    ErrorCode error = ErrorCode::none;
    const Layout layout = detect_layout(reader, header, error);
    if (error != ErrorCode::none) reader.fail(error);
    Tree tree;
    if (!reader.failed()) {
        tree = layout == Layout::v1 ? read_body(reader, layout, header == table_bit_v1, true)
                                    : read_packed_body(reader, header, true);
    }
    check_end(reader, bytes, layout);
    return {reader.error(), std::move(tree), reader.is_perhaps_bad_block()};
}

Outcome decode_packed(ByteView bytes, const Options& options) {
    Reader reader(bytes, options);
    const unsigned header = reader.read_byte();
    Tree tree = read_packed_body(reader, header, false);
    if (options.strict && reader.left() != 0) reader.fail(ErrorCode::trailing_bytes);
    return {reader.error(), std::move(tree), reader.is_perhaps_bad_block()};
}

}  // namespace souris::reference

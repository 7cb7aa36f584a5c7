// SPDX-License-Identifier: MIT
#include "columns/block_layout.hpp"

#include "base/return_if_error.hpp"
#include "columns/split.hpp"
#include "compress/block_extent.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

Result<std::uint8_t, BlockError> read_piece_id(Cursor& cursor) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint8_t id, cursor.read_byte());
    if (id == static_cast<std::uint8_t>(Compression::columns)) return failure(ErrorCode::bad_block);
    return id;
}

}  // namespace

Result<BlockHead, BlockError> read_block_head(Cursor& cursor, std::size_t size) {
    BlockHead head;
    SOURIS_ASSIGN_OR_RETURN(head.flags, cursor.read_byte());
    // Rows and symbols are numbers of 32 bits.
    if (size >= max_split_size) return failure(ErrorCode::bad_block);
    if (head.flags > all_layout_flags || (head.has(blocks_flag) && !head.has(heads_block_flag)))
        return failure(ErrorCode::bad_block);
    if (head.has(value_count_flag)) {
        SOURIS_ASSIGN_OR_RETURN(head.value_count, cursor.read_unsigned<std::uint64_t>());
    }
    if (head.has(directory_flag)) {
        SOURIS_ASSIGN_OR_RETURN(const std::size_t directory_size, cursor.read_length());
        SOURIS_ASSIGN_OR_RETURN(head.directory, cursor.read_bytes(directory_size));
    }
    return head;
}

Result<UnpackedBlock, BlockError> read_piece(Cursor& cursor, const Limits& limits, Budget& memory) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint8_t id, read_piece_id(cursor));
    return read_block(cursor, id, Layout::v2, limits, memory);
}

Result<std::span<const std::byte>, BlockError> skip_piece(Cursor& cursor) {
    const std::span<const std::byte> rest = cursor.rest();
    SOURIS_ASSIGN_OR_RETURN(const std::uint8_t id, read_piece_id(cursor));
    SOURIS_ASSIGN_OR_RETURN(const BlockExtent extent, block_extent(cursor.rest(), id));
    if (!extent.is_known || extent.size > cursor.remaining()) return failure(ErrorCode::bad_block);
    const auto size = static_cast<std::size_t>(extent.size);
    (void)cursor.read_bytes(size);
    return rest.first(size + 1);
}

Result<CodeSegment, BlockError> read_code_segment(Cursor& cursor, const BlockHead& head,
                                                  std::uint64_t heads_size, std::size_t size) {
    CodeSegment segment;
    SOURIS_ASSIGN_OR_RETURN(segment.text_size, cursor.read_unsigned<std::uint64_t>());
    std::size_t code_size = cursor.remaining();
    if (head.has(several_segments_flag) || head.has(texts_apart_flag)) {
        SOURIS_ASSIGN_OR_RETURN(code_size, cursor.read_length());
    }
    SOURIS_ASSIGN_OR_RETURN(segment.code, cursor.read_bytes(code_size));
    // What is said of the text must be possible before there is a model for it. Each value may
    // have a zero after it.
    const std::uint64_t most = max_items_of_code(code_size);
    if (segment.text_size / 2 > size || heads_size > most || segment.text_size > most - heads_size)
        return failure(ErrorCode::bad_block);
    segment.items = most - heads_size - segment.text_size;
    return segment;
}

}}}}  // namespace souris::v0::detail::columns

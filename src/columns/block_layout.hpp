// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "columns/column_layout.hpp"

// Reads what `column_layout.hpp` describes, piece by piece.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// An error in a block of which all bytes are there: more input would not help.
[[nodiscard]] constexpr BlockError as_block_error(const BlockError& error) noexcept {
    const bool is_early_end = error.code == ErrorCode::truncated ||
                              error.code == ErrorCode::length_exceeds_input ||
                              error.code == ErrorCode::integer_out_of_range;
    return is_early_end ? BlockError(ErrorCode::bad_block) : error;
}

/// What stands before the heads.
struct BlockHead {
    std::uint8_t flags = 0;
    std::uint64_t value_count = 1;
    std::span<const std::byte> directory{};

    [[nodiscard]] bool has(LayoutFlag flag) const noexcept { return (flags & flag) != 0; }
};

/// `size` is that of the values in bytes.
[[nodiscard]] Result<BlockHead, BlockError> read_block_head(Cursor& cursor, std::size_t size);

/// A piece in a block of its own, unpacked. Columns are not in columns.
[[nodiscard]] Result<UnpackedBlock, BlockError> read_piece(Cursor& cursor, const Limits& limits,
                                                           Budget& memory);

/// The bytes of such a piece, from its id on, without unpacking it.
[[nodiscard]] Result<std::span<const std::byte>, BlockError> skip_piece(Cursor& cursor);

/// A segment that is a range code.
struct CodeSegment {
    /// Of the texts in it, with the zeros after them.
    std::uint64_t text_size = 0;
    std::span<const std::byte> code;
    /// What it may stand for besides texts and heads.
    std::uint64_t items = 0;
};

/// What stands before the range code, if that is possible, and the code. `heads_size` is that of
/// the heads in it, `size` that of the values in bytes.
[[nodiscard]] Result<CodeSegment, BlockError> read_code_segment(Cursor& cursor,
                                                                const BlockHead& head,
                                                                std::uint64_t heads_size,
                                                                std::size_t size);

}}}}  // namespace souris::v0::detail::columns

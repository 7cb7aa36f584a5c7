// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

// Facts of the block that its writer and its reader share:
//
//     columns   := flags:byte value_count:Integer? directory? heads segment_count:Integer? segment*
//                  texts?
//     flags     := bit 0: pieces are blocks, not range codes; 1: several segments; 2: texts
//                  stand apart; 3: a count of values, else there is one; 4: the heads are a block;
//                  5: a directory (directory.hpp)
//     heads     := block_piece | heads_size:Integer    in the first range code, before all else
//     segment   := path_count:Integer? block_piece | path_count:Integer? text_size:Integer code
//     code      := size:Integer? byte*
//     texts     := count:Integer (path_count:Integer block_piece)*count
//     block_piece := id:byte block
//
// A segment holds the sequences of so many paths, one path after another; of all of them, without a
// count, if it is the only one. The only range code, with no texts behind it, has no size.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

enum LayoutFlag : std::uint8_t {
    blocks_flag = 1U << 0U,
    several_segments_flag = 1U << 1U,
    texts_apart_flag = 1U << 2U,
    value_count_flag = 1U << 3U,
    heads_block_flag = 1U << 4U,
    directory_flag = 1U << 5U,
    all_layout_flags = (1U << 6U) - 1,
};

/// The most rows for a byte of the values, in the tables of all paths that are contexts of others:
/// these are kept by row. A path with a value in each row has no more rows than bytes.
inline constexpr std::uint64_t max_context_rows_per_byte = 4;

/// A byte of a range code stands for no more than so many symbols, numbers and bytes of text, so
/// that little input is little work. Where the code is better than that, zeros follow it.
inline constexpr std::uint64_t max_items_per_byte = 128;
/// So many come on top.
inline constexpr std::uint64_t free_items = 1024;

/// Bytes that the code of so many items must have.
[[nodiscard]] constexpr std::uint64_t least_code_size(std::uint64_t items) noexcept {
    return items <= free_items ? 0
                               : (items - free_items + max_items_per_byte - 1) / max_items_per_byte;
}

/// The inverse.
[[nodiscard]] constexpr std::uint64_t max_items_of_code(std::uint64_t size) noexcept {
    constexpr std::uint64_t most = ~std::uint64_t{0};
    return size > (most - free_items) / max_items_per_byte ? most
                                                           : free_items + size * max_items_per_byte;
}

}}}}  // namespace souris::v0::detail::columns

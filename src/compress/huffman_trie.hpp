// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <souris/limits.hpp>

#include "compress/huffman_tree.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Maximum number of a tree's levels in one table.
inline constexpr unsigned max_table_width = 11;

/// The tables of a `HuffmanDecoder`, with packed `HuffmanEntry` values.
struct HuffmanTrie {
    std::vector<std::uint64_t> entries;
    unsigned root_width = 0;
};

/// Builds the tables for a tree of at least two leaves, in time and memory linear in it. Empty if
/// `memory` is insufficient.
[[nodiscard]] std::optional<HuffmanTrie> build_huffman_trie(const HuffmanTree& tree,
                                                            Budget& memory);

}}}  // namespace souris::v0::detail

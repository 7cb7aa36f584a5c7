// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <souris/limits.hpp>

#include "compress/huffman_tree.hpp"

namespace souris::inline v0::detail {

/// Levels of a tree that one table covers at most.
inline constexpr unsigned max_table_width = 11;

/// The tables of a `HuffmanDecoder`: `HuffmanEntry`s, packed.
struct HuffmanTrie {
    std::vector<std::uint64_t> entries;
    unsigned root_width = 0;
};

/// Makes the tables for a tree of two leaves or more, in time and memory linear in it. Nothing if
/// `memory` lacks what they take.
[[nodiscard]] std::optional<HuffmanTrie> build_huffman_trie(const HuffmanTree& tree,
                                                            Budget& memory);

}  // namespace souris::inline v0::detail

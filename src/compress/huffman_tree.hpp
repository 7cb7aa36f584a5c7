// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <souris/cursor.hpp>
#include <souris/huffman_decoder.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "base/charged_memory.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// A Huffman tree in file order: its nodes depth first, left before right, so that a branch's left
/// child is the next node.
class HuffmanTree {
  public:
    /// Index of a node; the root is 0.
    using Node = std::uint32_t;

    /// As `HuffmanDecoder::read`.
    [[nodiscard]] static Result<HuffmanTree, ErrorCode> read(Cursor& cursor, Alphabet alphabet,
                                                             Budget& memory,
                                                             NonCanonicalHandler* non_canonical);

    [[nodiscard]] bool is_leaf(Node node) const noexcept {
        assert(node < nodes_.size());
        return nodes_[node] >= leaf_flag;
    }
    /// The byte or code point of a leaf.
    [[nodiscard]] std::uint32_t symbol(Node leaf) const noexcept {
        assert(is_leaf(leaf));
        return nodes_[leaf] - leaf_flag;
    }
    [[nodiscard]] static Node left(Node branch) noexcept { return branch + 1; }
    [[nodiscard]] Node right(Node branch) const noexcept {
        assert(!is_leaf(branch));
        return nodes_[branch];
    }

    /// Frees the nodes and returns their memory to the budget.
    void give_back(Budget& memory) noexcept { detail::give_back(nodes_, memory); }

    /// Maximum ratio of UTF-8 bytes to bits among the codes. Empty if `memory` does not suffice
    /// for the computation.
    [[nodiscard]] std::optional<BytesPerBits> densest_code(Budget& memory) const;

    [[nodiscard]] Alphabet alphabet() const noexcept { return alphabet_; }
    [[nodiscard]] std::size_t leaf_count() const noexcept {
        assert(nodes_.size() % 2 == 1);
        return (nodes_.size() + 1) / 2;
    }

  private:
    static constexpr std::uint32_t leaf_flag = std::uint32_t{1} << 31U;

    explicit HuffmanTree(Alphabet alphabet) noexcept : alphabet_(alphabet) {}

    /// A leaf: its symbol and leaf_flag. A branch: its right child.
    std::vector<std::uint32_t> nodes_;
    Alphabet alphabet_;
};

/// How far a serialised tree was skipped.
struct SkippedTree {
    /// Subtrees that are still to come.
    std::size_t pending = 1;
    /// The least number of leaves that the tree can have.
    std::size_t leaves_due = 1;
};

/// Skips the tree at `cursor`. Linear time, no memory. Errors: those of `HuffmanDecoder::read` but
/// `limit_exceeded`; after `truncated`, goes on if it is called again with the same bytes and more.
[[nodiscard]] Result<void, ErrorCode> skip_tree(Cursor& cursor, Alphabet alphabet,
                                                SkippedTree& skipped);

}}}  // namespace souris::v0::detail

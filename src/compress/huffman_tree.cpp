// SPDX-License-Identifier: MIT
#include "compress/huffman_tree.hpp"

#include <cassert>

#include <souris/utf8.hpp>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "bytes/check_canonical.hpp"

namespace souris { inline namespace v0 { namespace detail {
namespace {

/// Reads the symbol of the leaf at `cursor`.
Result<std::uint32_t, ErrorCode> read_symbol(Cursor& cursor, Alphabet alphabet,
                                             NonCanonicalHandler* non_canonical) {
    if (alphabet == Alphabet::bytes) {
        SOURIS_ASSIGN_OR_RETURN(const std::uint8_t mark, cursor.read_byte());
        if (mark == 1) return cursor.read_byte();
    } else {
        const std::size_t start = cursor.offset();
        const auto one_more = cursor.read_unsigned<std::uint32_t>();
        if (one_more) {
            SOURIS_RETURN_IF_ERROR(check_minimal(cursor, start, Integer(*one_more), non_canonical));
            if (*one_more != 0 && is_scalar_value(*one_more - 1)) return *one_more - 1;
        } else {
            if (one_more.error() == ErrorCode::truncated) return failure(ErrorCode::truncated);
            SOURIS_RETURN_IF_ERROR(check_minimal_beyond(cursor, non_canonical));
        }
    }
    return failure(ErrorCode::invalid_text_table);
}

std::size_t most_leaves_of(Alphabet alphabet) noexcept {
    return alphabet == Alphabet::bytes ? 256 : scalar_value_count;
}

}  // namespace

Result<void, ErrorCode> skip_tree(Cursor& cursor, Alphabet alphabet, SkippedTree& skipped) {
    while (skipped.pending != 0) {
        SOURIS_ASSIGN_OR_RETURN(const std::uint8_t first, cursor.peek_byte());
        if (first == 0) {
            if (++skipped.leaves_due > most_leaves_of(alphabet)) {
                return failure(ErrorCode::invalid_text_table);
            }
            SOURIS_RETURN_IF_ERROR(cursor.read_byte());
            ++skipped.pending;
            continue;
        }
        const std::size_t start = cursor.offset();
        if (const auto symbol = read_symbol(cursor, alphabet, nullptr); !symbol) {
            cursor.seek(start);
            return failure(symbol.error());
        }
        --skipped.pending;
    }
    return {};
}

Result<HuffmanTree, ErrorCode> HuffmanTree::read(Cursor& cursor, Alphabet alphabet, Budget& memory,
                                                 NonCanonicalHandler* non_canonical) {
    const std::size_t most_leaves = most_leaves_of(alphabet);
    HuffmanTree tree(alphabet);
    // Branches without a right child yet form a stack, linked through their own entries.
    constexpr Node none = leaf_flag - 1;
    Node innermost = none;
    // Minimum number of leaves: those read, one for each such branch, and the next one.
    std::size_t leaves_due = 1;
    while (true) {
        const auto node = static_cast<Node>(tree.nodes_.size());
        if (!make_room(tree.nodes_, 1, memory)) return failure(ErrorCode::limit_exceeded);
        SOURIS_ASSIGN_OR_RETURN(const std::uint8_t first, cursor.peek_byte());
        if (first == 0) {
            if (++leaves_due > most_leaves) return failure(ErrorCode::invalid_text_table);
            SOURIS_RETURN_IF_ERROR(cursor.read_byte());
            tree.nodes_.push_back(innermost);
            innermost = node;
            continue;
        }
        const std::size_t start = cursor.offset();
        const auto symbol = read_symbol(cursor, alphabet, non_canonical);
        if (!symbol) {
            cursor.seek(start);
            return failure(symbol.error());
        }
        assert(node == tree.nodes_.size());
        tree.nodes_.push_back(leaf_flag | *symbol);
        if (innermost == none) return tree;
        assert(innermost < node);
        const Node outer = tree.nodes_[innermost];
        tree.nodes_[innermost] = node + 1;
        innermost = outer;
    }
}

std::optional<BytesPerBits> HuffmanTree::densest_code(Budget& memory) const {
    assert(leaf_count() >= 2);
    // Depths of the right children still to come, the innermost last.
    std::vector<std::uint32_t> depths;
    BytesPerBits densest{0, 1};
    std::uint32_t depth = 0;
    for (Node node = 0; node < nodes_.size(); ++node) {
        if (!is_leaf(node)) {
            ++depth;
            if (!make_room(depths, 1, memory)) return std::nullopt;
            depths.push_back(depth);
            continue;
        }
        char encoded[4];
        const BytesPerBits code{static_cast<std::uint32_t>(encode_utf8(symbol(node), encoded)),
                                depth};
        if (densest < code) densest = code;
        if (depths.empty()) break;
        depth = depths.back();
        depths.pop_back();
    }
    assert(depths.empty());
    detail::give_back(depths, memory);
    return densest;
}

}}}  // namespace souris::v0::detail

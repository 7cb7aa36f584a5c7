// SPDX-License-Identifier: MIT
#include "reference/huffman.hpp"

namespace souris::reference {

HuffmanTree HuffmanTree::read(Reader& reader,
                              const std::function<std::optional<std::uint32_t>(Reader&)>& read_node,
                              std::size_t most_leaves, ErrorCode too_many) {
    HuffmanTree tree;
    // Branches with a missing child, innermost last.
    struct Open {
        std::size_t node;
        bool has_left;
    };
    std::vector<Open> open;
    std::size_t branches = 0;
    do {
        const std::size_t index = tree.nodes_.size();
        const auto symbol = read_node(reader);
        if (reader.failed()) return tree;
        // Each branch requires one more leaf.
        if (!symbol && ++branches == most_leaves) reader.fail(too_many);
        if (!open.empty()) {
            auto& [node, has_left] = open.back();
            (has_left ? tree.nodes_[node].right : tree.nodes_[node].left) = index;
            const bool is_complete = has_left;
            has_left = true;
            if (is_complete) open.pop_back();
        }
        tree.nodes_.push_back({symbol.has_value(), symbol.value_or(0), 0, 0});
        if (!symbol) open.push_back({index, false});
    } while (!open.empty());
    return tree;
}

void HuffmanTree::decode(Reader& reader, const BitString& bits,
                         const std::function<void(std::uint32_t)>& emit) const {
    std::size_t node = 0;
    for (std::uint64_t i = 0; i < bits.count; ++i) {
        node = bits.bit(i) ? nodes_[node].left : nodes_[node].right;
        if (nodes_[node].is_leaf) {
            emit(nodes_[node].symbol);
            node = 0;
        }
    }
    if (node != 0) reader.fail(ErrorCode::incomplete_code);
}

}  // namespace souris::reference

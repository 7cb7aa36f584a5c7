// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "reference/reader.hpp"

// Trees of sections 4.1 and 6.4 of docs/format.md, over characters and over bytes.

namespace souris::reference {

class HuffmanTree {
  public:
    /// Reads a tree in depth-first order. `read_node` reads the head of a node: the symbol of a
    /// leaf, or nothing for a branch. A branch that requires more than `most_leaves` fails with
    /// `too_many`.
    static HuffmanTree read(Reader& reader,
                            const std::function<std::optional<std::uint32_t>(Reader&)>& read_node,
                            std::size_t most_leaves, ErrorCode too_many);

    [[nodiscard]] bool is_single_leaf() const { return nodes_.size() == 1; }

    /// Passes the decoded symbols to `emit`. The tree must not be a single leaf.
    void decode(Reader& reader, const BitString& bits,
                const std::function<void(std::uint32_t)>& emit) const;

  private:
    struct Node {
        bool is_leaf = false;
        std::uint32_t symbol = 0;
        std::size_t left = 0;
        std::size_t right = 0;
    };

    /// The root is first.
    std::vector<Node> nodes_;
};

}  // namespace souris::reference

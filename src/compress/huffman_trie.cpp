// SPDX-License-Identifier: MIT
#include "compress/huffman_trie.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <utility>

#include <souris/detail/endian.hpp>
#include <souris/utf8.hpp>

#include "base/charged_memory.hpp"
#include "compress/huffman_entry.hpp"

namespace souris { inline namespace v0 { namespace detail {
namespace {

// A table is widened while it has at most this many entries per branch that it covers. This bounds
// the memory: a chain of branches gets tables of 16 entries per 4 branches.
constexpr std::size_t density = 4;
// Larger, since there is only one first table, and each additional entry decodes a symbol in one
// step.
constexpr std::size_t root_density = 32;

HuffmanEntry leaf_entry(const HuffmanTree& tree, HuffmanTree::Node leaf, unsigned bit_count) {
    const std::uint32_t symbol = tree.symbol(leaf);
    if (tree.alphabet() == Alphabet::bytes) return HuffmanEntry::symbol(symbol, 1, bit_count);
    std::array<char, 4> text{};
    const std::size_t size = encode_utf8(symbol, text.data());
    const auto bytes =
        load_little_endian<std::uint32_t>(reinterpret_cast<const std::byte*>(text.data()));
    return HuffmanEntry::symbol(bytes, static_cast<unsigned>(size), bit_count);
}

/// Builds one table at a time; reused to keep the memory of its lists.
class TableMaker {
  public:
    TableMaker(const HuffmanTree& tree, std::vector<std::uint64_t>& entries, Budget& memory)
        : tree_(tree), entries_(entries), memory_(memory) {}
    TableMaker(const TableMaker&) = delete;
    TableMaker& operator=(const TableMaker&) = delete;
    ~TableMaker() {
        for (auto* const list : {&leaves_, &branches_, &next_})
            give_back(*list, memory_);
    }

    /// Reserves room for all places of a table. Returns false if memory is insufficient.
    [[nodiscard]] bool prepare() {
        const std::size_t most = std::min(tree_.leaf_count(), std::size_t{1} << max_table_width);
        return make_room(leaves_, most, memory_) && make_room(branches_, most, memory_) &&
               make_room(next_, most, memory_);
    }

    /// Appends the table for the subtree of `branch` and returns its width. A code that continues
    /// below the table gets a link to its node. Returns 0 if memory is insufficient.
    [[nodiscard]] unsigned append(HuffmanTree::Node branch, std::size_t entries_per_branch,
                                  bool beyond_leaves) {
        assert(!tree_.is_leaf(branch));
        const unsigned width = descend(branch, entries_per_branch, beyond_leaves);
        assert(width >= 1 && width <= max_table_width);
        const std::size_t size = std::size_t{1} << width;
        if (!make_room(entries_, size, memory_)) return 0;
        const std::size_t base = entries_.size();
        entries_.resize(base + size);
        for (const Place& leaf : leaves_) {
            const std::uint64_t entry = leaf_entry(tree_, leaf.node, leaf.depth).packed();
            assert(leaf.depth <= width && leaf.code >> leaf.depth == 0);
            const std::size_t step = std::size_t{1} << leaf.depth;
            for (std::size_t i = leaf.code; i < size; i += step)
                entries_[base + i] = entry;
        }
        for (const Place& place : branches_) {
            assert(place.code < size);
            entries_[base + place.code] = HuffmanEntry::link(place.node, 0).packed();
        }
        return width;
    }

  private:
    struct Place {
        HuffmanTree::Node node;
        /// The path from the table's top, its first bit lowest.
        std::uint16_t code;
        std::uint16_t depth;
    };

    /// Descends level by level to the bottom of the table: `leaves_` are the leaves on the way,
    /// `branches_` the branches at the bottom.
    unsigned descend(HuffmanTree::Node top, std::size_t entries_per_branch, bool beyond_leaves) {
        leaves_.clear();
        branches_.assign(1, {top, 0, 0});
        std::size_t covered = 0;
        unsigned width = 0;
        while (width < max_table_width && (!branches_.empty() || beyond_leaves)) {
            covered += branches_.size();
            if (std::size_t{2} << width > entries_per_branch * covered) break;
            next_.clear();
            for (const Place& place : branches_) {
                const auto depth = static_cast<std::uint16_t>(width + 1);
                // Left is 1.
                const auto left = static_cast<std::uint16_t>(place.code | 1U << width);
                add_child(HuffmanTree::left(place.node), left, depth);
                add_child(tree_.right(place.node), place.code, depth);
            }
            ++width;
            std::swap(branches_, next_);
        }
        return width;
    }

    void add_child(HuffmanTree::Node node, std::uint16_t code, std::uint16_t depth) {
        assert(leaves_.size() < leaves_.capacity() && next_.size() < next_.capacity());
        (tree_.is_leaf(node) ? leaves_ : next_).push_back({node, code, depth});
    }

    const HuffmanTree& tree_;
    std::vector<std::uint64_t>& entries_;
    Budget& memory_;
    std::vector<Place> leaves_;
    std::vector<Place> branches_;
    std::vector<Place> next_;
};

/// Puts as many symbols into each entry of the first table as its bits and room allow.
void combine_symbols(std::vector<std::uint64_t>& entries, unsigned width) {
    assert(entries.size() == std::size_t{1} << width);
    // In descending order: the entry of the following symbol has a lower index and must still be
    // single.
    for (std::size_t i = entries.size(); i-- > 0;) {
        HuffmanEntry entry(entries[i]);
        if (entry.is_link()) continue;
        while (true) {
            const HuffmanEntry next(entries[i >> entry.bit_count()]);
            if (next.is_link() || entry.bit_count() + next.bit_count() > width ||
                entry.byte_count() + next.byte_count() > HuffmanEntry::most_bytes) {
                break;
            }
            entry = entry.followed_by(next);
        }
        entries[i] = entry.packed();
    }
}

}  // namespace

std::optional<HuffmanTrie> build_huffman_trie(const HuffmanTree& tree, Budget& memory) {
    assert(tree.leaf_count() >= 2);
    HuffmanTrie trie;
    TableMaker tables(tree, trie.entries, memory);
    if (!tables.prepare()) return std::nullopt;
    trie.root_width = tables.append(0, root_density, true);
    if (trie.root_width == 0) return std::nullopt;
    combine_symbols(trie.entries, trie.root_width);
    // Each link refers to a node until its table is built, which is then appended at the end.
    for (std::size_t i = 0; i < trie.entries.size(); ++i) {
        const HuffmanEntry entry(trie.entries[i]);
        if (!entry.is_link()) continue;
        const std::size_t target = trie.entries.size();
        const auto branch = static_cast<HuffmanTree::Node>(entry.link_target());
        const unsigned width = tables.append(branch, density, false);
        assert(trie.entries.size() == target + (width != 0 ? std::size_t{1} << width : 0));
        if (width == 0) return std::nullopt;
        trie.entries[i] = HuffmanEntry::link(target, width).packed();
    }
    return trie;
}

}}}  // namespace souris::v0::detail

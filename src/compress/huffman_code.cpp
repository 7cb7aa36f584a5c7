// SPDX-License-Identifier: MIT
#include "compress/huffman_code.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <tuple>

namespace souris { inline namespace v0 { namespace detail {
namespace {

// A tree of depth d needs a total of at least the Fibonacci number F(d + 2), and F(54) > 2^36.
constexpr std::uint64_t max_total = std::uint64_t{1} << 36U;
static_assert(HuffmanCode::max_length >= 51);

/// Prevents codes of more than `HuffmanCode::max_length` bits. Affects only texts of many
/// gigabytes, whose codes may become slightly longer than optimal.
void limit_total(std::span<SymbolCount> counts) {
    std::uint64_t total = 0;
    for (const SymbolCount& symbol : counts)
        total += symbol.count;
    while (total > max_total) {
        total = 0;
        for (SymbolCount& symbol : counts) {
            symbol.count -= symbol.count / 2;
            total += symbol.count;
        }
    }
}

/// The depth of each leaf in an optimal tree for at least two counts in ascending order.
std::vector<unsigned> leaf_depths(std::span<const SymbolCount> counts, Ties ties) {
    const std::size_t leaf_count = counts.size();
    assert(leaf_count >= 2);
    const std::size_t node_count = 2 * leaf_count - 1;
    std::vector<std::uint64_t> weight(node_count);
    std::vector<std::size_t> parent(node_count);
    for (std::size_t i = 0; i < leaf_count; ++i)
        weight[i] = counts[i].count;
    // Branches are created in ascending order too: the lightest node is at the head of one of two
    // queues.
    std::size_t next_leaf = 0;
    std::size_t next_branch = leaf_count;
    for (std::size_t branch = leaf_count; branch < node_count; ++branch) {
        for (int child = 0; child < 2; ++child) {
            const bool takes_leaf =
                next_leaf < leaf_count &&
                (next_branch == branch || weight[next_leaf] < weight[next_branch] ||
                 (ties == Ties::leaves_first && weight[next_leaf] == weight[next_branch]));
            const std::size_t lightest = takes_leaf ? next_leaf++ : next_branch++;
            assert(lightest < branch);
            weight[branch] += weight[lightest];
            parent[lightest] = branch;
        }
    }
    assert(next_leaf == leaf_count && next_branch == node_count - 1);
    // A parent has a higher index than its children: from the root down.
    std::vector<unsigned> depth(node_count);
    for (std::size_t node = node_count - 1; node-- > 0;)
        depth[node] = depth[parent[node]] + 1;
    depth.resize(leaf_count);
    return depth;
}

/// The code for a path of `length` bits, the highest bit first, with left as 0.
HuffmanCode code_of_path(std::uint64_t path, unsigned length) {
    assert(length <= HuffmanCode::max_length && path >> length == 0);
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < length; ++i)
        bits = bits << 1U | (~(path >> i) & 1U);
    return {bits, length};
}

}  // namespace

std::vector<HuffmanLeaf> optimal_code(std::vector<SymbolCount> counts, Ties ties) {
    if (counts.empty()) return {};
    if (counts.size() == 1) return {{counts[0].symbol, HuffmanCode(0, 0)}};
    limit_total(counts);
    std::sort(counts.begin(), counts.end(), [](const SymbolCount& a, const SymbolCount& b) {
        return std::tie(a.count, a.symbol) < std::tie(b.count, b.symbol);
    });
    const std::vector<unsigned> depths = leaf_depths(counts, ties);

    std::vector<SymbolLength> symbols;
    symbols.reserve(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i)
        symbols.push_back({counts[i].symbol, depths[i]});
    return canonical_code(std::move(symbols));
}

std::vector<HuffmanLeaf> canonical_code(std::vector<SymbolLength> symbols) {
    assert(symbols.size() >= 2);
    std::sort(symbols.begin(), symbols.end(), [](const SymbolLength& a, const SymbolLength& b) {
        return std::tie(a.length, a.symbol) < std::tie(b.length, b.symbol);
    });
    std::vector<HuffmanLeaf> leaves;
    leaves.reserve(symbols.size());
    std::uint64_t path = 0;
    unsigned depth = symbols.front().length;
    for (const SymbolLength& leaf : symbols) {
        path <<= leaf.length - depth;
        depth = leaf.length;
        leaves.push_back({leaf.symbol, code_of_path(path, depth)});
        ++path;
    }
    assert(path == std::uint64_t{1} << depth);
    return leaves;
}

}}}  // namespace souris::v0::detail

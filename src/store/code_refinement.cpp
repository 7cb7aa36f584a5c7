// SPDX-License-Identifier: MIT
#include "store/code_refinement.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/bit_stream.hpp>
#include <souris/detail/code_point_map.hpp>

#include "base/code_points.hpp"
#include "compress/huffman_code.hpp"
#include "compress/unpacked_size.hpp"

namespace souris { inline namespace v0 { namespace detail {
namespace {

class CodeRefiner {
  public:
    CodeRefiner(const PieceTable& table, const std::vector<bool>& is_compressed, bool finds_repeats,
                const TextEncoder& code)
        : code_(code) {
        assert(is_compressed.size() == table.size());
        for (std::size_t index = 0; index < table.size(); ++index) {
            if (!is_compressed[index]) continue;
            const Piece piece = table.piece(index);
            if (piece.type != Type::string) continue;
            const auto bits = code_.size_in_bits(piece.text());
            if (!bits || *bits > most_bits) continue;
            add(piece.text(), static_cast<std::int64_t>(*bits),
                finds_repeats ? 1 : table.count(index));
            if (use_count_ > max_uses) break;
        }
        changes_.resize(texts_.size());
    }

    /// Makes all exchanges that pay.
    void refine() {
        if (use_count_ > max_uses) return;
        assert(nodes_.empty());
        grow_tree();
        for (int pass = 0; pass < max_passes && exchange_all(); ++pass) {
        }
    }

    /// Size of the texts in bytes.
    [[nodiscard]] std::int64_t size() const {
        std::int64_t sum = 0;
        for (const Text& text : texts_)
            sum += text.weight * coded_size(text.bits);
        return sum;
    }

    /// The current code.
    [[nodiscard]] TextEncoder code() const {
        std::vector<CodeLength> lengths;
        for (const Node& node : nodes_) {
            if (node.is_leaf()) {
                lengths.push_back({node.character, static_cast<unsigned>(node.depth)});
            }
        }
        return lengths.empty() ? code_ : TextEncoder::with_lengths(lengths);
    }

  private:
    /// Bounds on the pairs of text and character that are considered, and on the steps of work.
    static constexpr std::size_t max_uses = std::size_t{1} << 16U;
    static constexpr std::uint64_t max_steps = std::uint64_t{1} << 24U;
    static constexpr int max_passes = 8;
    /// In longer texts the bytes that could be saved do not matter.
    static constexpr std::uint64_t most_bits = std::uint64_t{1} << 16U;
    /// Exchanging subtrees whose depths differ by more does not pay.
    static constexpr int max_difference = 2;
    /// Bits that an exchange may cost a text on average.
    static constexpr std::int64_t max_loss = 1;

    using NodeIndex = std::uint32_t;
    static constexpr NodeIndex root = 0;

    /// A text, and how often a character occurs in it. A list has several for one text if that
    /// number exceeds eight bits.
    struct Use {
        std::uint32_t text : 24;
        std::uint32_t times : 8;
    };
    static constexpr std::uint32_t max_times = 0xFF;
    static_assert(sizeof(Use) == 4 && max_uses < std::size_t{1} << 24U);
    /// A node of the code's tree. The root is never a child, so 0 means none.
    struct Node {
        NodeIndex parent = root;
        NodeIndex left = root;
        NodeIndex right = root;
        int depth = 0;
        char32_t character = 0;
        /// Weighted number of occurrences of the characters below it.
        std::int64_t count = 0;

        [[nodiscard]] bool is_leaf() const noexcept { return left == root; }
    };
    struct Text {
        std::int64_t bits;
        std::int64_t weight;
    };

    static std::int64_t coded_size(std::int64_t bits) {
        const auto count = static_cast<std::uint64_t>(bits);
        return static_cast<std::int64_t>(unsigned_size(count) + bytes_for_bits(count));
    }

    void add(std::string_view text, std::int64_t bits, std::uint32_t weight) {
        const auto index = static_cast<std::uint32_t>(texts_.size());
        assert(index < std::size_t{1} << 24U);
        texts_.push_back({bits, weight});
        total_weight_ += weight;
        for_each_code_point(text, [&](char32_t code_point) {
            std::uint32_t& number = uses_of_.at(code_point);
            if (number == 0) {
                uses_.emplace_back();
                number = static_cast<std::uint32_t>(uses_.size());
            }
            std::vector<Use>& uses = uses_[number - 1];
            if (uses.empty() || uses.back().text != index || uses.back().times == max_times) {
                uses.push_back({index & 0xFFFFFFU, 0});
                ++use_count_;
            }
            ++uses.back().times;
        });
    }

    /// The uses of a character; empty if it occurs only in texts that were left out.
    [[nodiscard]] std::span<const Use> uses(char32_t character) const {
        const std::uint32_t number = uses_of_[character];
        assert(number <= uses_.size());
        return number == 0 ? std::span<const Use>() : uses_[number - 1];
    }

    /// Builds a tree with the code's lengths: nodes are joined in pairs from the deepest level up.
    void grow_tree() {
        std::vector<std::vector<NodeIndex>> levels;
        nodes_.emplace_back();
        code_.for_each_length([&](char32_t character, unsigned length) {
            Node leaf{.depth = static_cast<int>(length), .character = character};
            for (const Use& use : uses(character))
                leaf.count += texts_[use.text].weight * use.times;
            if (levels.size() <= length) levels.resize(length + 1);
            levels[length].push_back(static_cast<NodeIndex>(nodes_.size()));
            nodes_.push_back(leaf);
        });
        assert(levels.size() >= 2);
        for (std::size_t depth = levels.size() - 1; depth != 0; --depth) {
            std::vector<NodeIndex>& level = levels[depth];
            // Joins likely nodes with likely ones: exchanges need subtrees of different weight.
            std::ranges::sort(level, {}, [&](NodeIndex node) { return nodes_[node].count; });
            assert(level.size() % 2 == 0 && "the lengths fill a binary tree");
            for (std::size_t i = 0; i + 1 < level.size(); i += 2)
                join(level[i], level[i + 1], levels[depth - 1], static_cast<int>(depth) - 1);
        }
    }

    void join(NodeIndex left, NodeIndex right, std::vector<NodeIndex>& level, int depth) {
        assert(depth >= 0 && left != root && right != root);
        const auto branch = depth == 0 ? root : static_cast<NodeIndex>(nodes_.size());
        if (depth != 0) {
            nodes_.emplace_back();
            level.push_back(branch);
        }
        nodes_[branch].left = left;
        nodes_[branch].right = right;
        nodes_[branch].depth = depth;
        nodes_[branch].count = nodes_[left].count + nodes_[right].count;
        nodes_[left].parent = branch;
        nodes_[right].parent = branch;
    }

    /// Calls `visit(node)` for `top` and all nodes below it.
    template <class Visit>
    void for_each_below(NodeIndex top, Visit visit) {
        waiting_.assign(1, top);
        while (!waiting_.empty()) {
            Node& node = nodes_[waiting_.back()];
            waiting_.pop_back();
            visit(node);
            if (node.is_leaf()) continue;
            waiting_.push_back(node.left);
            waiting_.push_back(node.right);
        }
    }

    [[nodiscard]] bool is_below(NodeIndex node, NodeIndex top) const noexcept {
        while (nodes_[node].depth > nodes_[top].depth)
            node = nodes_[node].parent;
        return node == top;
    }

    /// Tries to exchange any two subtrees. Whether any exchange helped.
    bool exchange_all() {
        bool is_better = false;
        for (NodeIndex i = 1; i < nodes_.size(); ++i) {
            for (NodeIndex j = i + 1; j < nodes_.size(); ++j) {
                if (++steps_ > max_steps) return false;
                const NodeIndex upper = nodes_[i].depth < nodes_[j].depth ? i : j;
                const NodeIndex lower = upper == i ? j : i;
                const int difference = nodes_[lower].depth - nodes_[upper].depth;
                if (difference == 0 || difference > max_difference) continue;
                const std::int64_t loss = difference * (nodes_[upper].count - nodes_[lower].count);
                if (loss > max_loss * total_weight_ || is_below(lower, upper)) continue;
                is_better |= exchange(upper, lower, difference);
            }
        }
        return is_better;
    }

    void change(NodeIndex top, std::int64_t by) {
        for_each_below(top, [&](const Node& node) {
            if (!node.is_leaf()) return;
            const auto uses_here = uses(node.character);
            steps_ += uses_here.size();
            for (const Use& use : uses_here) {
                touched_.push_back(use.text);
                changes_[use.text] += by * use.times;
            }
        });
    }

    /// The growth in bytes of the changed texts. Applies the changes if `is_made`, else discards
    /// them.
    std::int64_t settle(bool is_made) {
        std::int64_t more = 0;
        for (const std::uint32_t text : touched_) {
            const std::int64_t by = changes_[text];
            if (by == 0) continue;
            const auto [bits, weight] = texts_[text];
            assert(bits + by >= 0);
            more += weight * (coded_size(bits + by) - coded_size(bits));
            if (is_made) texts_[text].bits += by;
            changes_[text] = 0;
        }
        touched_.clear();
        return more;
    }

    /// Whether no code becomes too long when `top` moves down by `difference`.
    [[nodiscard]] bool can_sink(NodeIndex top, int difference) {
        bool can = true;
        for_each_below(top, [&](const Node& node) {
            can = can && node.depth + difference <= static_cast<int>(HuffmanCode::max_length);
        });
        return can;
    }

    /// Exchanges two subtrees unless the texts then take more bytes. Whether they take fewer.
    bool exchange(NodeIndex upper, NodeIndex lower, int difference) {
        assert(difference > 0 && nodes_[lower].depth - nodes_[upper].depth == difference);
        if (!can_sink(upper, difference)) return false;
        const auto change_both = [&] {
            change(upper, difference);
            change(lower, -difference);
        };
        change_both();
        const std::int64_t more = settle(false);
        if (more > 0) return false;
        change_both();
        settle(true);
        for_each_below(upper, [&](Node& node) { node.depth += difference; });
        for_each_below(lower, [&](Node& node) { node.depth -= difference; });
        hang(upper, lower);
        return more < 0;
    }

    /// Exchanges the positions of two subtrees.
    void hang(NodeIndex a, NodeIndex b) {
        assert(a != root && b != root);
        const NodeIndex parent_of_a = nodes_[a].parent;
        const NodeIndex parent_of_b = nodes_[b].parent;
        const auto replace = [&](NodeIndex parent, NodeIndex old, NodeIndex other) {
            Node& node = nodes_[parent];
            assert(node.left == old || node.right == old);
            (node.left == old ? node.left : node.right) = other;
        };
        replace(parent_of_a, a, b);
        replace(parent_of_b, b, a);
        nodes_[a].parent = parent_of_b;
        nodes_[b].parent = parent_of_a;
        const std::int64_t by = nodes_[a].count - nodes_[b].count;
        for (NodeIndex node = parent_of_a; node != root; node = nodes_[node].parent)
            nodes_[node].count -= by;
        for (NodeIndex node = parent_of_b; node != root; node = nodes_[node].parent)
            nodes_[node].count += by;
    }

    const TextEncoder& code_;
    std::vector<Text> texts_;
    std::int64_t total_weight_ = 0;
    /// The index in `uses_` plus one; 0 for none.
    CodePointMap<std::uint32_t> uses_of_;
    std::vector<std::vector<Use>> uses_;
    std::size_t use_count_ = 0;
    std::vector<Node> nodes_;
    std::uint64_t steps_ = 0;
    std::vector<NodeIndex> waiting_;
    /// The change of each text in bits by the exchange being tried, and the indexes of these texts.
    std::vector<std::int64_t> changes_;
    std::vector<std::uint32_t> touched_;
};

}  // namespace

void refine_code(const PieceTable& table, CodingPlan& plan, bool finds_repeats) {
    if (!plan.text) return;
    std::optional<std::int64_t> least;
    std::optional<TextEncoder> best;
    for (const Ties ties : {Ties::leaves_first, Ties::branches_first}) {
        const auto code = code_for(table, plan.is_compressed, finds_repeats, ties);
        if (!code) return;
        CodeRefiner refiner(table, plan.is_compressed, finds_repeats, *code);
        refiner.refine();
        if (least && *least <= refiner.size()) continue;
        least = refiner.size();
        best = refiner.code();
    }
    plan.text = std::move(best);
}

}}}  // namespace souris::v0::detail

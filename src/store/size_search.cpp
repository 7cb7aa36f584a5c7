// SPDX-License-Identifier: MIT
#include "store/size_search.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "compress/choose_block.hpp"
#include "compress/lz4_block.hpp"
#include "store/code_refinement.hpp"
#include "store/coding_plan.hpp"
#include "store/lz4_prices.hpp"
#include "store/piece_table.hpp"

namespace souris { inline namespace v0 { namespace detail {
namespace {

/// LZ4 finds no repeats in coded text, and raw text takes more bits, so for each string one of the
/// two ways is better. Besides all raw and all coded, this takes prices from the result of LZ4 on
/// those two, makes plans from these prices, and varies the best plan locally. In v1 there is no
/// LZ4, and everything else is the same.
class SizeSearch {
  public:
    /// `raw` is the block of the whole tree; in v1, which has no block, a stored one.
    SizeSearch(const PieceTable& table, const BlockChoice& raw)
        : table_(table),
          raw_(raw),
          is_packed_(table.layout() == Layout::v2),
          level_(table.tree().size() <= small_tree ? Lz4Level::optimal : Lz4Level::long_search),
          plan_{std::vector<bool>(table.size()), {}},
          least_size_(raw.size) {}

    /// Nothing if raw is best.
    std::optional<Body> run() {
        if (table_.size() == 0) return std::nullopt;
        consider_by_price();
        // If Brotli packs the raw tree so well, coding cannot beat it.
        if (!block_ && raw_.compression == Compression::brotli) return std::nullopt;
        climb();
        consider_refined(plan_, is_packed_);
        if (!block_) return std::nullopt;
        Sink sink;
        write_planned(sink, table_, plan_);
        if (level_ != Lz4Level::optimal) *block_ = pack(sink.view(), Lz4Level::optimal);
        return Body{plan_.text.has_value(), sink.take(), std::move(*block_)};
    }

  private:
    /// Bytes that may be packed in total, not counting the raw tree: about a second at worst, half
    /// of that on the usual documents.
    static constexpr std::uint64_t budget = std::uint64_t{12} << 20U;
    /// Minimal cost of a try: LZ4 clears its tables.
    static constexpr std::uint64_t least_cost = std::uint64_t{16} << 10U;
    /// For larger trees, plans are tried with a faster level of LZ4, and the best plan is packed
    /// with the optimal one.
    static constexpr std::size_t small_tree = std::size_t{64} << 10U;
    static constexpr float biases[] = {1, 0.8F, 1.25F};
    static constexpr int max_passes = 2;

    [[nodiscard]] bool has_time() const noexcept { return spent_ + table_.tree().size() <= budget; }

    void consider_by_price() {
        const CodingPlan stored = cheapest_plan(table_, stored_prices(table_));
        consider(stored);
        consider_refined(stored, false);
        if (has_time()) {
            consider_refined(plan_for(table_, std::vector<bool>(table_.size(), true), false),
                             false);
        }
        if (!is_packed_) return;
        const PiecePrices prices = raw_prices();
        if (has_time()) consider(compare_prices(prices, stored));
        for (const float bias : biases) {
            if (has_time()) consider(cheapest_plan(table_, prices, bias));
        }
    }

    PiecePrices raw_prices() const {
        const std::vector<Extent> extents = raw_extents(table_);
        if (raw_.compression == Compression::lz4) {
            return {lz4_prices(table_, extents, raw_.packed), true};
        }
        return {lz4_prices(table_, extents, pack_lz4(table_.tree(), level_)), true};
    }

    /// The block of a body.
    [[nodiscard]] BlockChoice pack(std::span<const std::byte> body, Lz4Level level) const {
        if (!is_packed_) return {Compression::stored, body.size(), {}};
        return choose_block(body, Layout::v2, Profile::smallest, false, level);
    }

    /// Adopts the plan if its body is smaller.
    bool consider(CodingPlan plan) {
        Sink sink;
        write_planned(sink, table_, plan);
        spent_ += std::max<std::uint64_t>(least_cost, sink.size());
        BlockChoice block = pack(sink.view(), level_);
        if (block.size >= least_size_) return false;
        least_size_ = block.size;
        block_ = std::move(block);
        plan_ = std::move(plan);
        return true;
    }

    void consider_refined(CodingPlan plan, bool finds_repeats) {
        if (!plan.text) return;
        refine_code(table_, plan, finds_repeats);
        consider(std::move(plan));
    }

    /// A plan that compresses the pieces that cost less when all were compressed.
    CodingPlan compare_prices(const PiecePrices& raw, const CodingPlan& compressed) {
        Sink sink;
        std::vector<Extent> extents;
        write_planned(sink, table_, compressed, &extents);
        spent_ += std::max<std::uint64_t>(least_cost, sink.size());
        const Bytes block = pack_lz4(sink.view(), level_);
        const std::vector<float> prices = lz4_prices(table_, extents, block);
        assert(prices.size() == raw.raw.size());
        std::vector<bool> is_compressed = compressed.is_compressed;
        for (std::size_t index = 0; index < table_.size(); ++index) {
            if (prices[index] >= raw.raw[index]) is_compressed[index] = false;
        }
        return plan_for(table_, std::move(is_compressed), true);
    }

    /// Inverts the choice for groups of pieces, in ever smaller groups, and keeps improvements.
    void climb() {
        std::vector<std::uint32_t> order(table_.size());
        for (std::uint32_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::ranges::stable_sort(order, std::greater(), [&](std::uint32_t index) {
            return table_.piece(index).bytes.size();
        });
        std::size_t group = std::max<std::size_t>(1, order.size() / 4);
        for (int pass = 0; pass < max_passes; ++pass) {
            bool is_better = false;
            for (;; group /= 2) {
                for (std::size_t begin = 0; begin < order.size(); begin += group) {
                    const std::size_t end = std::min(order.size(), begin + group);
                    for (const bool finds_repeats : {true, false}) {
                        if (finds_repeats && !is_packed_) continue;
                        if (!has_time()) return;
                        std::vector<bool> is_compressed = plan_.is_compressed;
                        for (std::size_t i = begin; i < end; ++i)
                            is_compressed[order[i]] = !is_compressed[order[i]];
                        if (consider(plan_for(table_, std::move(is_compressed), finds_repeats))) {
                            is_better = true;
                            break;
                        }
                    }
                }
                if (group == 1) break;
            }
            if (!is_better) return;
        }
    }

    const PieceTable& table_;
    const BlockChoice& raw_;
    /// Whether bodies are packed as a whole.
    bool is_packed_;
    Lz4Level level_;
    CodingPlan plan_;
    /// The best block so far, unless raw is best, and its size. Its body is written again at the
    /// end: keeping it would take as much memory as the tree.
    std::optional<BlockChoice> block_;
    std::uint64_t least_size_;
    std::uint64_t spent_ = 0;
};

}  // namespace

Body smallest_body(Bytes tree, const EncodeOptions& options) {
    BlockChoice raw{Compression::stored, tree.size(), {}};
    if (options.layout == Layout::v2) {
        raw = choose_block(tree, Layout::v2, Profile::smallest, options.extended);
    }
    const PieceTable table(tree, options.layout, Profile::smallest);
    if (auto found = SizeSearch(table, raw).run()) return std::move(*found);
    return {false, std::move(tree), std::move(raw)};
}

}}}  // namespace souris::v0::detail

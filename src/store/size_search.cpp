// SPDX-License-Identifier: MIT
#include "store/size_search.hpp"

#include <algorithm>
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

namespace souris::inline v0::detail {
namespace {

/// Text that is coded no longer repeats itself for LZ4, and text that is raw takes more bits: the
/// two compete for every string. So, beside all raw and all coded, prices are taken from what LZ4
/// made of those two, plans made by them, and the best plan then changed here and there. In v1
/// there is no LZ4, and all else is the same.
class SizeSearch {
  public:
    /// `raw` is the block of the whole tree; in v1, where there is none, what it would be stored.
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
        // What Brotli makes of all raw is out of reach.
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
    /// Bytes that may be packed in all, those of the raw tree not counted: about a second at worst,
    /// half of that on the usual documents.
    static constexpr std::uint64_t budget = std::uint64_t{12} << 20U;
    /// What a try costs at least: LZ4 clears its tables.
    static constexpr std::uint64_t least_cost = std::uint64_t{16} << 10U;
    /// Plans for larger trees are tried with LZ4 below its best, and the best plan then with that.
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

    /// What a body becomes.
    [[nodiscard]] BlockChoice pack(std::span<const std::byte> body, Lz4Level level) const {
        if (!is_packed_) return {Compression::stored, body.size(), {}};
        return choose_block(body, Layout::v2, Profile::smallest, false, level);
    }

    /// Takes the plan if its body is smaller.
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

    /// Codes what cost less where all was coded.
    CodingPlan compare_prices(const PiecePrices& raw, const CodingPlan& coded) {
        Sink sink;
        std::vector<Extent> extents;
        write_planned(sink, table_, coded, &extents);
        spent_ += std::max<std::uint64_t>(least_cost, sink.size());
        const Bytes block = pack_lz4(sink.view(), level_);
        const std::vector<float> prices = lz4_prices(table_, extents, block);
        std::vector<bool> is_coded = coded.is_coded;
        for (std::size_t index = 0; index < table_.size(); ++index) {
            if (prices[index] >= raw.raw[index]) is_coded[index] = false;
        }
        return plan_for(table_, std::move(is_coded), true);
    }

    /// Turns over groups of pieces, ever smaller ones, and keeps what helps.
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
                        std::vector<bool> is_coded = plan_.is_coded;
                        for (std::size_t i = begin; i < end; ++i)
                            is_coded[order[i]] = !is_coded[order[i]];
                        if (consider(plan_for(table_, std::move(is_coded), finds_repeats))) {
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
    /// The best until now, unless that is raw, and its size. Its body is written again in the end:
    /// to keep it would take as much memory as the tree.
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

}  // namespace souris::inline v0::detail

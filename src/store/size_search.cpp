// SPDX-License-Identifier: MIT
#include "store/size_search.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "compress/lz4_block.hpp"
#include "store/code_refinement.hpp"
#include "store/coding_plan.hpp"
#include "store/lz4_prices.hpp"
#include "store/piece_table.hpp"

namespace souris::detail {
namespace {

/// Text that is coded no longer repeats itself for LZ4, and text that is raw takes more bits: the
/// two compete for every string. So, beside all raw and all coded, prices are taken from what LZ4
/// made of those two, plans made by them, and the best plan then changed here and there.
class SizeSearch {
  public:
    SizeSearch(const PieceTable& table, Body raw)
        : table_(table), plan_{std::vector<bool>(table.size()), {}}, body_(std::move(raw)) {}

    Body run() {
        if (table_.size() == 0) return std::move(body_);
        std::vector<Extent> raw_extents;
        extents_of(plan_, raw_extents);
        PiecePrices prices{lz4_prices(table_, raw_extents, lz4_block(body_)), true};

        const CodingPlan stored = cheapest_plan(table_, stored_prices(table_));
        consider(stored);
        consider_refined(stored, false);
        for (const float bias : biases) {
            if (!has_time()) break;
            consider(cheapest_plan(table_, prices, bias));
        }
        if (has_time()) consider(compare_prices(prices, stored));
        // What Brotli makes of all raw is out of reach.
        if (body_.block.compression == Compression::brotli) return std::move(body_);
        climb();
        consider_refined(plan_, true);
        return std::move(body_);
    }

  private:
    /// Bytes that may be packed in all, those of the first body not counted: about a second, and
    /// half of that on the usual documents.
    static constexpr std::uint64_t budget = std::uint64_t{24} << 20U;
    /// What a try costs at least: LZ4 clears its tables.
    static constexpr std::uint64_t least_cost = std::uint64_t{16} << 10U;
    static constexpr float biases[] = {1, 0.8F, 1.25F};
    static constexpr int max_passes = 2;

    [[nodiscard]] bool has_time() const noexcept { return spent_ + table_.tree().size() <= budget; }

    static Bytes lz4_block(const Body& body) {
        return body.block.compression == Compression::lz4 ? body.block.packed
                                                          : pack_lz4(body.bytes, Profile::smallest);
    }

    void extents_of(const CodingPlan& plan, std::vector<Extent>& extents) const {
        Sink sink;
        write_planned(sink, table_, plan, &extents);
    }

    /// Takes the plan if its body is smaller.
    bool consider(CodingPlan plan) {
        Sink sink;
        write_planned(sink, table_, plan);
        Body body{plan.text.has_value(), sink.take(), {}};
        spent_ += std::max<std::uint64_t>(least_cost, body.bytes.size());
        body.block = choose_block(body.bytes, Layout::v2, Profile::smallest);
        if (body.block.size >= body_.block.size) return false;
        body_ = std::move(body);
        plan_ = std::move(plan);
        return true;
    }

    void consider_refined(CodingPlan plan, bool finds_repeats) {
        refine_code(table_, plan, finds_repeats);
        consider(std::move(plan));
    }

    /// Codes what cost less where all was coded.
    CodingPlan compare_prices(const PiecePrices& raw, const CodingPlan& coded) {
        Sink sink;
        std::vector<Extent> extents;
        write_planned(sink, table_, coded, &extents);
        spent_ += std::max<std::uint64_t>(least_cost, sink.size());
        const Bytes block = pack_lz4(sink.view(), Profile::smallest);
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
    CodingPlan plan_;
    Body body_;
    std::uint64_t spent_ = 0;
};

Body smallest_v1(Bytes tree) {
    const PieceTable table(tree, Layout::v1, Profile::smallest);
    CodingPlan plan = cheapest_plan(table, stored_prices(table));
    refine_code(table, plan, false);
    Sink sink;
    write_planned(sink, table, plan);
    if (sink.size() >= tree.size()) return {false, std::move(tree), {}};
    return {plan.text.has_value(), sink.take(), {}};
}

}  // namespace

Body smallest_body(Bytes tree, const EncodeOptions& options) {
    if (options.layout == Layout::v1) return smallest_v1(std::move(tree));
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    Body raw{false, tree, choose_block(tree, Layout::v2, Profile::smallest, options.extended)};
    return SizeSearch(table, std::move(raw)).run();
}

}  // namespace souris::detail

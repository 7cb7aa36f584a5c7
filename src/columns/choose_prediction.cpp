// SPDX-License-Identifier: MIT
#include "columns/choose_prediction.hpp"

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

#include "columns/code_cost.hpp"
#include "columns/predicted_symbols.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

class PredictionChooser {
  public:
    PredictionChooser(std::span<const std::uint32_t> symbols, std::uint64_t size,
                      std::span<const std::uint32_t> rows,
                      std::span<const ContextCandidate> candidates, const ContextEffort& effort)
        : symbols_(symbols.first(std::min(symbols.size(), effort.sample))),
          count_(symbols.size()),
          rows_(rows),
          candidates_(candidates),
          effort_(effort),
          counts_(static_cast<std::size_t>(size) + 1) {}

    std::optional<ContextSet> run() {
        const std::uint64_t alone = cost_alone();
        if (symbols_.empty() || alone * count_ / symbols_.size() < effort_.least_cost) {
            return std::nullopt;
        }
        std::vector<PricedSet> best = extended({});
        if (best.empty()) return std::nullopt;
        // A set may be of use only together with another, so the best ones are extended even where
        // they save nothing.
        constexpr std::size_t kept = 2;
        best.resize(std::min(best.size(), kept));
        PricedSet chosen = best.front();
        for (const PricedSet& from : best)
            take_better(chosen, extended(from.set));
        while (chosen.set.size() < effort_.max_parts) {
            const std::uint64_t before = chosen.cost;
            take_better(chosen, extended(chosen.set));
            if (chosen.cost == before) break;
        }
        // A compressor sees runs, and saves them as well as a prediction from the symbol before.
        if (chosen.cost >= alone - alone / 8) return std::nullopt;
        name_sequences(chosen.set, candidates_);
        return std::move(chosen.set);
    }

  private:
    struct PricedSet {
        ContextSet set;
        std::uint64_t cost = 0;
    };

    /// Takes the first of `sets`, which are sorted, if it saves enough.
    static void take_better(PricedSet& chosen, const std::vector<PricedSet>& sets) {
        if (!sets.empty() && sets.front().cost < chosen.cost - chosen.cost / 16)
            chosen = sets.front();
    }

    /// A set with one part more, in all ways, the cheapest first.
    std::vector<PricedSet> extended(const ContextSet& from) {
        std::vector<PricedSet> sets;
        const auto consider = [&](ContextSet set) {
            const std::uint64_t cost = cost_of(set);
            sets.push_back({std::move(set), cost});
        };
        if (from.before < max_before) {
            ContextSet set = from;
            ++set.before;
            consider(std::move(set));
        }
        for (std::uint32_t c = 0; c < candidates_.size(); ++c) {
            if (std::ranges::find(from.others, c) != from.others.end()) continue;
            ContextSet set = from;
            set.others.push_back(c);
            consider(std::move(set));
        }
        std::ranges::stable_sort(sets, {}, &PricedSet::cost);
        return sets;
    }

    std::uint64_t cost_alone() {
        std::ranges::fill(counts_, 0);
        for (const std::uint32_t symbol : symbols_)
            ++counts_[symbol];
        return entropy_cost(counts_);
    }

    std::uint64_t cost_of(const ContextSet& set) {
        std::ranges::fill(counts_, 0);
        std::vector<RowSymbols> others;
        for (const std::uint32_t other : set.others)
            others.push_back(candidates_[other].symbols);
        SymbolPredictor predictor(set, others, rows_, table_bits_for(symbols_.size()));
        for (std::size_t i = 0; i < symbols_.size(); ++i)
            ++counts_[predictor.written(i, symbols_[i])];
        return entropy_cost(counts_);
    }

    std::span<const std::uint32_t> symbols_;
    std::size_t count_;
    std::span<const std::uint32_t> rows_;
    std::span<const ContextCandidate> candidates_;
    const ContextEffort& effort_;
    std::vector<std::uint32_t> counts_;
};

}  // namespace

std::optional<ContextSet> choose_prediction(std::span<const std::uint32_t> symbols,
                                            std::uint64_t size, std::span<const std::uint32_t> rows,
                                            std::span<const ContextCandidate> candidates,
                                            const ContextEffort& effort) {
    assert(size >= 2);
    // Of so many different symbols a sample tells nothing.
    if (size > effort.sample) return std::nullopt;
    return PredictionChooser(symbols, size, rows, candidates, effort).run();
}

}}}}  // namespace souris::v0::detail::columns

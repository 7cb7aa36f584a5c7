// SPDX-License-Identifier: MIT
#include "columns/choose_contexts.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <optional>

#include "columns/code_cost.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// Counts by hash. Collisions make an estimate worse, no more.
class Counts {
  public:
    void begin(std::size_t size) { counts_.assign(std::bit_ceil(2 * size + 1), 0); }
    std::uint32_t& of(std::uint32_t hash) noexcept {
        return counts_[(hash * 0x9E3779B1U >> 7U) & (counts_.size() - 1)];
    }

  private:
    std::vector<std::uint32_t> counts_;
};

struct PricedSet {
    ContextSet set;
    std::uint64_t cost = ~std::uint64_t{0};
};

class Chooser {
  public:
    Chooser(std::span<const std::uint32_t> symbols, std::uint64_t size,
            std::span<const std::uint32_t> rows, std::span<const ContextCandidate> candidates,
            const ContextEffort& effort)
        : symbols_(symbols.first(std::min(symbols.size(), effort.sample))),
          size_(size),
          rows_(rows),
          candidates_(candidates),
          effort_(effort) {
        measure_alone();
    }

    std::vector<ContextSet> run() {
        std::vector<ContextSet> chosen;
        if (alone_ < effort_.least_cost) return chosen;
        std::vector<PricedSet> singles;
        for (std::uint8_t before = 1; before <= 2; ++before)
            consider(singles, {before, {}});
        for (std::uint32_t c = 0; c < candidates_.size(); ++c)
            consider(singles, {0, {c}});
        std::ranges::stable_sort(singles, {}, &PricedSet::cost);
        if (singles.front().cost >= alone_ - alone_ / 64) {
            return chosen;
        }
        PricedSet best = singles.front();
        chosen.push_back(best.set);
        while (chosen.size() < effort_.max_sets && best.set.size() < effort_.max_parts) {
            const auto longer = extend(best);
            if (!longer || longer->cost >= best.cost - best.cost / 64) break;
            best = *longer;
            chosen.push_back(best.set);
        }
        for (std::size_t i = 1; i < singles.size() && chosen.size() < effort_.max_sets; ++i) {
            if (singles[i].cost >= alone_ - alone_ / 16) break;
            chosen.push_back(singles[i].set);
        }
        for (ContextSet& set : chosen) {
            name_sequences(set, candidates_);
        }
        return chosen;
    }

  private:
    [[nodiscard]] std::size_t row_of(std::size_t i) const noexcept {
        return rows_.empty() ? i : rows_[i];
    }

    /// The probability of each symbol without a context, in units of 2^-16, and what all cost.
    void measure_alone() {
        std::vector<std::uint32_t> counts(static_cast<std::size_t>(size_));
        probabilities_.reserve(symbols_.size());
        std::uint64_t seen = 0;
        for (const std::uint32_t symbol : symbols_) {
            const std::uint64_t p =
                ((2 * std::uint64_t{counts[symbol]} + 1) << 16U) / (2 * seen + size_);
            probabilities_.push_back(std::max<std::uint64_t>(p, 1));
            alone_ += (std::uint64_t{16} * cost_of_bit) - log2_cost(probabilities_.back());
            ++counts[symbol];
            ++seen;
        }
    }

    std::uint64_t cost_of(const ContextSet& set) {
        contexts_.begin(symbols_.size());
        pairs_.begin(symbols_.size());
        std::uint64_t cost = 0;
        std::uint32_t before[2] = {};
        for (std::size_t i = 0; i < symbols_.size(); ++i) {
            std::uint32_t hash = 1;
            for (unsigned b = 0; b < set.before; ++b)
                hash = mix_context(hash, before[b]);
            for (const std::uint32_t other : set.others)
                hash = mix_context(hash, candidates_[other].symbols[row_of(i)]);
            std::uint32_t& in_context = contexts_.of(hash);
            std::uint32_t& with_symbol = pairs_.of(mix_context(hash, symbols_[i]));
            const std::uint64_t likely = (std::uint64_t{with_symbol} << 16U) + probabilities_[i];
            const std::uint64_t all = (std::uint64_t{in_context} + 1) << 16U;
            cost += log2_cost(std::max(all, likely)) - log2_cost(likely);
            ++in_context;
            ++with_symbol;
            before[1] = before[0];
            before[0] = symbols_[i] + 1;
        }
        return cost;
    }

    void consider(std::vector<PricedSet>& all, ContextSet set) {
        const std::uint64_t cost = cost_of(set);
        all.push_back({std::move(set), cost});
    }

    std::optional<PricedSet> extend(const PricedSet& from) {
        std::vector<PricedSet> longer;
        if (from.set.before < 2) {
            ContextSet set = from.set;
            ++set.before;
            consider(longer, std::move(set));
        }
        for (std::uint32_t c = 0; c < candidates_.size(); ++c) {
            if (std::ranges::find(from.set.others, c) != from.set.others.end()) continue;
            ContextSet set = from.set;
            set.others.push_back(c);
            consider(longer, std::move(set));
        }
        if (longer.empty()) return std::nullopt;
        return *std::ranges::min_element(longer, {}, &PricedSet::cost);
    }

    std::span<const std::uint32_t> symbols_;
    std::uint64_t size_;
    std::span<const std::uint32_t> rows_;
    std::span<const ContextCandidate> candidates_;
    ContextEffort effort_;
    std::vector<std::uint64_t> probabilities_;
    std::uint64_t alone_ = 0;
    Counts contexts_;
    Counts pairs_;
};

}  // namespace

std::vector<ContextSet> choose_contexts(std::span<const std::uint32_t> symbols, std::uint64_t size,
                                        std::span<const std::uint32_t> rows,
                                        std::span<const ContextCandidate> candidates,
                                        const ContextEffort& effort) {
    assert(size >= 2);
    return Chooser(symbols, size, rows, candidates, effort).run();
}

}}}}  // namespace souris::v0::detail::columns

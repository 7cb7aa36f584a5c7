// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "columns/symbol_column.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// A sequence that may serve as a context.
struct ContextCandidate {
    std::uint32_t sequence = 0;
    RowSymbols symbols;
};

struct ContextEffort {
    /// The most symbols that are looked at for a choice.
    std::size_t sample = 0;
    std::size_t max_sets = 0;
    std::size_t max_parts = 0;
    /// What symbols must cost for contexts to be worth looking for, in units of `cost_of_bit`.
    std::uint64_t least_cost = 0;
};

/// Turns numbers of candidates into those of their sequences.
inline void name_sequences(ContextSet& set, std::span<const ContextCandidate> candidates) {
    for (std::uint32_t& other : set.others)
        other = candidates[other].sequence;
}

/// Chooses contexts for `symbols`, all below `size`, by what they would cost in each, given only
/// what came before. `rows` is as for `code_symbols`.
[[nodiscard]] std::vector<ContextSet> choose_contexts(std::span<const std::uint32_t> symbols,
                                                      std::uint64_t size,
                                                      std::span<const std::uint32_t> rows,
                                                      std::span<const ContextCandidate> candidates,
                                                      const ContextEffort& effort);

}}}}  // namespace souris::v0::detail::columns

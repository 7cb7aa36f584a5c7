// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "columns/mixing_model.hpp"

// Sequences of symbols: what each value of a path is.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// What a symbol's context is made of: the symbols of other sequences in the same row, and those
/// before it in its own.
struct ContextSet {
    /// How many of the symbols before it, 0 to 2.
    std::uint8_t before = 0;
    /// Indices into the list of sequences.
    std::vector<std::uint32_t> others;

    /// How many symbols it is made of.
    [[nodiscard]] std::size_t size() const noexcept { return before + others.size(); }

    friend bool operator==(const ContextSet&, const ContextSet&) = default;
};

/// The most sets of a sequence.
inline constexpr std::size_t max_context_sets = 4;

/// The most symbols before it that a set names, and the most other sequences.
inline constexpr unsigned max_before = 2;
inline constexpr std::size_t max_others = 4;

/// For each row, one more than the symbol of another sequence; 0 where it has none.
using RowSymbols = std::span<const std::uint32_t>;

/// A context's hash. Start with a number that differs for each context of a model.
[[nodiscard]] constexpr std::uint32_t mix_context(std::uint32_t hash, std::uint32_t part) noexcept {
    hash = (hash ^ part) * 0x9E3779B1U;
    return hash ^ (hash >> 15U);
}

/// Width in bits of symbols below `size`.
[[nodiscard]] constexpr unsigned symbol_width(std::uint64_t size) noexcept {
    return size < 2 ? 0 : static_cast<unsigned>(std::bit_width(size - 1));
}

/// The hash of a context set: `before` are one more than the symbols before it, `others` those of
/// the sequences that the set names, of which this moves past.
[[nodiscard]] inline std::uint32_t context_hash(const ContextSet& set, std::size_t number,
                                                std::span<const std::uint32_t> before,
                                                const RowSymbols*& others,
                                                std::size_t row) noexcept {
    std::uint32_t hash = static_cast<std::uint32_t>(number) + 1;
    for (unsigned b = 0; b < set.before; ++b)
        hash = mix_context(hash, before[b]);
    for (std::size_t o = 0; o < set.others.size(); ++o)
        hash = mix_context(hash, (*others++)[row]);
    return hash;
}

/// How many places a model of `symbols` meets, about; the arguments are those of `code_symbols`.
[[nodiscard]] std::uint64_t count_places(std::span<const std::uint32_t> symbols, std::uint64_t size,
                                         std::span<const ContextSet> sets,
                                         std::span<const RowSymbols> others,
                                         std::span<const std::uint32_t> rows);

template <std::size_t Contexts, class Coder>
[[nodiscard]] bool code_symbols_in(Coder& coder, std::span<std::uint32_t> symbols,
                                   std::uint64_t size, std::span<const ContextSet> sets,
                                   std::span<const RowSymbols> others,
                                   std::span<const std::uint32_t> rows, TableBits bits,
                                   SlotMemory& memory) {
    assert(sets.size() == Contexts);
    MixingModel<Contexts> model(symbol_width(size), bits, memory);
    std::uint32_t before[2] = {};
    std::array<std::uint32_t, Contexts> hashes{};
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        const std::size_t row = rows.empty() ? i : rows[i];
        const RowSymbols* next = others.data();
        for (std::size_t s = 0; s < Contexts; ++s)
            hashes[s] = context_hash(sets[s], s, before, next, row);
        symbols[i] = model.code(coder, symbols[i], hashes);
        if (symbols[i] >= size) return false;
        before[1] = before[0];
        before[0] = symbols[i] + 1;
    }
    return true;
}

/// Encodes or decodes `symbols`, all below `size`. `rows[i]` is the row of symbol i, if `rows` is
/// not empty, else i. `others` are the sequences that the sets name, in the order in which they
/// name them. Returns whether all symbols are below `size`: always when encoding.
template <class Coder>
[[nodiscard]] bool code_symbols(Coder& coder, std::span<std::uint32_t> symbols, std::uint64_t size,
                                std::span<const ContextSet> sets,
                                std::span<const RowSymbols> others,
                                std::span<const std::uint32_t> rows, TableBits bits,
                                SlotMemory& memory) {
    if (size < 2) return true;
    const auto code = [&]<std::size_t contexts>() {
        return code_symbols_in<contexts>(coder, symbols, size, sets, others, rows, bits, memory);
    };
    static_assert(max_context_sets == 4);
    switch (sets.size()) {
        case 0:
            return code.template operator()<0>();
        case 1:
            return code.template operator()<1>();
        case 2:
            return code.template operator()<2>();
        case 3:
            return code.template operator()<3>();
        default:
            return code.template operator()<4>();
    }
}

}}}}  // namespace souris::v0::detail::columns

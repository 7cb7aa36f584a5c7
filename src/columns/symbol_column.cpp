// SPDX-License-Identifier: MIT
#include "columns/symbol_column.hpp"

#include <algorithm>

namespace souris { inline namespace v0 { namespace detail { namespace columns {

std::uint64_t count_places(std::span<const std::uint32_t> symbols, std::uint64_t size,
                           std::span<const ContextSet> sets, std::span<const RowSymbols> others,
                           std::span<const std::uint32_t> rows) {
    // A bit for each hash; with several bits a symbol, few places share one.
    constexpr unsigned max_bits = 22;
    const auto width =
        static_cast<unsigned>(std::bit_width(8 * symbols.size() * (sets.size() + 1)));
    const unsigned bits = std::clamp(width, 6U, max_bits);
    std::vector<std::uint64_t> seen(std::size_t{1} << (bits - 6));
    std::uint64_t places = 0;
    const auto see = [&](std::uint32_t hash) {
        hash *= 0x2C1B3C6DU;
        const std::uint32_t at = hash >> (32 - bits);
        std::uint64_t& word = seen[at >> 6U];
        const std::uint64_t bit = std::uint64_t{1} << (at & 63U);
        places += (word & bit) == 0 ? 1U : 0U;
        word |= bit;
    };
    const unsigned symbol_bits = symbol_width(size);
    std::uint32_t before[2] = {};
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        const std::size_t row = rows.empty() ? i : rows[i];
        const RowSymbols* next = others.data();
        for (std::size_t s = 0; s <= sets.size(); ++s) {
            const std::uint32_t hash =
                s == sets.size() ? 0 : context_hash(sets[s], s, before, next, row);
            for (unsigned left = symbol_bits; left != 0; left -= (left - 1) % 4 + 1)
                see(mix_context(hash + left, symbols[i] >> left));
        }
        before[1] = before[0];
        before[0] = symbols[i] + 1;
    }
    return places;
}

}}}}  // namespace souris::v0::detail::columns

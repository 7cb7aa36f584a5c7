// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "columns/mixing_model.hpp"
#include "columns/symbol_column.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// Symbols as a general-purpose compressor packs them well where they follow from others: 0 for the
/// symbol that was last in the same context, else one more than the symbol.
class SymbolPredictor {
  public:
    /// `others` are the sequences that the set names, `rows` is as for `code_symbols`. All must
    /// outlive the predictor.
    SymbolPredictor(const ContextSet& set, std::span<const RowSymbols> others,
                    std::span<const std::uint32_t> rows, TableBits bits)
        : set_(set),
          others_(others),
          rows_(rows),
          last_(last_count(bits), 0),
          shift_(32U - (bits == 0 ? 1U : bits)) {}
    SymbolPredictor(ContextSet&&, std::span<const RowSymbols>, std::span<const std::uint32_t>,
                    TableBits) = delete;

    /// How many numbers of 32 bits it needs.
    [[nodiscard]] static std::size_t last_count(TableBits bits) noexcept {
        return std::size_t{1} << (bits == 0 ? 1U : bits);
    }

    /// What is written for symbol number `i`. To be called for all, in order.
    [[nodiscard]] std::uint32_t written(std::size_t i, std::uint32_t symbol) noexcept {
        std::uint32_t& last = place_of(i);
        const std::uint32_t number = last == symbol + 1 ? 0 : symbol + 1;
        learn(last, symbol);
        return number;
    }
    /// The inverse. If there was no symbol in the context, the greatest number there is.
    [[nodiscard]] std::uint32_t symbol(std::size_t i, std::uint32_t written) noexcept {
        std::uint32_t& last = place_of(i);
        const std::uint32_t symbol = (written == 0 ? last : written) - 1;
        learn(last, symbol);
        return symbol;
    }

  private:
    [[nodiscard]] std::uint32_t& place_of(std::size_t i) noexcept {
        const RowSymbols* next = others_.data();
        const std::size_t row = rows_.empty() ? i : rows_[i];
        return last_[context_hash(set_, 0, before_, next, row) >> shift_];
    }
    void learn(std::uint32_t& last, std::uint32_t symbol) noexcept {
        last = symbol + 1;
        before_[1] = before_[0];
        before_[0] = symbol + 1;
    }

    const ContextSet& set_;
    std::span<const RowSymbols> others_;
    std::span<const std::uint32_t> rows_;
    std::vector<std::uint32_t> last_;
    unsigned shift_;
    std::uint32_t before_[2] = {};
};

}}}}  // namespace souris::v0::detail::columns

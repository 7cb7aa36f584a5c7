// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "columns/mixing_model.hpp"
#include "columns/symbol_column.hpp"

// Bytes of texts, each of them predicted from those before it.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// Predicts bytes; serves all texts of a block, one after another.
class TextModel {
  public:
    /// For about `count` bytes.
    explicit TextModel(std::uint64_t count) : model_(8, table_bits(count), memory_) {}
    TextModel(const TextModel&) = delete;
    TextModel& operator=(const TextModel&) = delete;

    /// Heap bytes of such a model.
    [[nodiscard]] static std::uint64_t memory(std::uint64_t count) noexcept {
        return allocation_size(sizeof(BitSlot) * slot_count(8, table_bits(count)));
    }

    /// Encodes or decodes a byte. `column` tells texts of different kinds apart.
    template <class Coder>
    std::uint8_t code(Coder& coder, std::uint8_t byte, std::uint32_t column) {
        const auto last = static_cast<std::uint32_t>(history_);
        const std::array<std::uint32_t, contexts> hashes = {
            mix_context(1 + (column << 8U), last & 0xFFU),
            mix_context(2, last & 0xFFFFU),
            mix_context(3, last & 0xFFFFFFU),
            mix_context(4, last),
            mix_context(mix_context(5, last),
                        static_cast<std::uint32_t>(history_ >> 32U) & 0xFFFFU),
            mix_context(mix_context(6, word_), column),
        };
        const auto coded = static_cast<std::uint8_t>(model_.code(coder, byte, hashes));
        history_ = (history_ << 8U) | coded;
        const bool is_letter = (coded | 0x20U) - 'a' < 26 || coded >= 0x80;
        word_ = is_letter ? mix_context(word_ + 1, coded) : 0;
        return coded;
    }

  private:
    static constexpr std::size_t contexts = 6;

    /// For a text, half of whose contexts are new at each byte.
    static TableBits table_bits(std::uint64_t count) noexcept {
        constexpr std::uint64_t most = std::uint64_t{1} << max_table_bits;
        return table_bits_for(count < most ? count * contexts : most);
    }

    SlotMemory memory_;
    MixingModel<contexts> model_;
    std::uint64_t history_ = 0;
    std::uint32_t word_ = 0;
};

}}}}  // namespace souris::v0::detail::columns

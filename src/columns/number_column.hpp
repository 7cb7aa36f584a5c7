// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "columns/mixing_model.hpp"
#include "columns/symbol_column.hpp"

// Sequences of numbers of 64 bits, as differences of some order.
//
// A difference is coded as its class, which is its sign and the width of its magnitude, then the
// magnitude's bits below the leading one: the first of them in the class's context, the rest raw.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// How a sequence of numbers is coded.
struct NumberCoding {
    /// Of what order the differences are, 0 to 2.
    std::uint8_t order = 0;
    /// The number of classes, 1 to `max_classes`: one more than the greatest that occurs.
    std::uint8_t classes = 1;
};

inline constexpr unsigned max_number_order = 2;
/// Zero, and two signs of 64 widths; -2^63 is the only one of its width.
inline constexpr unsigned max_classes = 129;

[[nodiscard]] constexpr std::uint32_t class_of(std::int64_t value) noexcept {
    if (value == 0) return 0;
    const auto bits = static_cast<std::uint64_t>(value);
    const std::uint64_t magnitude = value < 0 ? ~bits + 1 : bits;
    const auto width = static_cast<std::uint32_t>(std::bit_width(magnitude));
    return 2 * width - (value < 0 ? 0 : 1);
}

/// What the numbers before it say of the next one: nothing for order 0, the last one for order 1,
/// a line through the last two for order 2. All modulo 2^64.
class NumberPrediction {
  public:
    explicit NumberPrediction(unsigned order) noexcept : order_(order) {
        assert(order <= max_number_order);
    }
    [[nodiscard]] std::uint64_t next() const noexcept {
        return order_ == 0 ? 0 : order_ == 1 ? last_ : last_ + step_;
    }
    void learn(std::uint64_t number) noexcept {
        step_ = number - last_;
        last_ = number;
    }

  private:
    unsigned order_;
    std::uint64_t last_ = 0;
    std::uint64_t step_ = 0;
};

struct PricedCoding {
    NumberCoding coding;
    /// As estimated (code_cost.hpp).
    std::uint64_t cost = ~std::uint64_t{0};
};

/// Chooses the cheapest order. Linear time.
[[nodiscard]] PricedCoding choose_number_coding(std::span<const std::int64_t> values);

/// Of the bits below the leading one, so many are coded in contexts.
inline constexpr unsigned modelled_bits = 4;

/// The tables of the models of `count` numbers: their contexts are few.
[[nodiscard]] constexpr TableBits number_table_bits(std::uint64_t count) noexcept {
    constexpr std::uint64_t most = 2047;
    return table_bits_for(count / 4 < most ? count / 4 : most);
}

/// Encodes or decodes `values`. Returns whether all classes are below `coding.classes`: always when
/// encoding.
template <class Coder>
[[nodiscard]] bool code_numbers(Coder& coder, std::span<std::int64_t> values, NumberCoding coding,
                                SlotMemory& class_memory, SlotMemory& top_memory) {
    const TableBits bits = number_table_bits(values.size());
    MixingModel<2> classes(std::max(symbol_width(coding.classes), 1U), bits, class_memory);
    MixingModel<2> tops(modelled_bits, bits, top_memory);
    NumberPrediction prediction(coding.order);
    std::uint32_t before[2] = {};
    std::uint32_t last_top = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::uint64_t expected = prediction.next();
        const auto difference =
            static_cast<std::int64_t>(static_cast<std::uint64_t>(values[i]) - expected);
        const std::array<std::uint32_t, 2> contexts = {
            mix_context(1, before[0]), mix_context(mix_context(2, before[0]), before[1])};
        std::uint32_t number_class = class_of(difference);
        if (coding.classes > 1) number_class = classes.code(coder, number_class, contexts);
        if (number_class >= coding.classes) return false;
        std::uint64_t decoded = 0;
        if (number_class != 0) {
            const unsigned width = (number_class + 1) / 2;
            const bool is_negative = number_class % 2 == 0;
            const auto unsigned_difference = static_cast<std::uint64_t>(difference);
            std::uint64_t magnitude = is_negative ? ~unsigned_difference + 1 : unsigned_difference;
            const unsigned below = width - 1;
            const unsigned top_width = below < modelled_bits ? below : modelled_bits;
            std::uint64_t built = 1;
            if (top_width != 0) {
                // Fewer bits are coded as the low ones of the symbol: the others are zero, which is
                // soon certain.
                auto top = static_cast<std::uint32_t>((magnitude >> (below - top_width)) &
                                                      ((1U << top_width) - 1));
                const std::array<std::uint32_t, 2> top_contexts = {
                    mix_context(5, number_class),
                    mix_context(mix_context(mix_context(6, number_class), last_top), before[0])};
                top = tops.code(coder, top, top_contexts);
                if (top >> top_width != 0) return false;
                last_top = top + 1;
                built = (built << top_width) | top;
            }
            const unsigned raw = below - top_width;
            if (raw != 0) {
                const std::uint64_t mask = ~std::uint64_t{0} >> (64 - raw);
                built = (built << raw) | coder.code_raw(magnitude & mask, raw);
            }
            magnitude = built;
            decoded = is_negative ? ~magnitude + 1 : magnitude;
        }
        before[1] = before[0];
        before[0] = number_class + 1;
        prediction.learn(expected + decoded);
        values[i] = static_cast<std::int64_t>(expected + decoded);
    }
    return true;
}

}}}}  // namespace souris::v0::detail::columns

// SPDX-License-Identifier: MIT
#include "columns/number_column.hpp"

#include <algorithm>

#include "columns/code_cost.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

namespace {

/// Costs of at most so many values tell which order is the cheapest.
constexpr std::size_t sample_size = 2048;

/// What values cost in an order, and the classes that they need.
PricedCoding priced(std::span<const std::int64_t> values, unsigned order) {
    NumberPrediction prediction(order);
    std::array<std::uint32_t, max_classes> counts{};
    std::uint64_t raw_bits = 0;
    std::uint32_t most = 0;
    for (const std::int64_t value : values) {
        const auto number = static_cast<std::uint64_t>(value);
        const std::uint32_t number_class =
            class_of(static_cast<std::int64_t>(number - prediction.next()));
        prediction.learn(number);
        ++counts[number_class];
        most = std::max(most, number_class);
        raw_bits += number_class == 0 ? 0 : (number_class + 1) / 2 - 1;
    }
    return {{static_cast<std::uint8_t>(order), static_cast<std::uint8_t>(most + 1)},
            raw_bits * cost_of_bit + entropy_cost(std::span(counts).first(most + 1))};
}

}  // namespace

PricedCoding choose_number_coding(std::span<const std::int64_t> values) {
    PricedCoding best;
    const auto sample = values.first(std::min(values.size(), sample_size));
    for (unsigned order = 0; order <= max_number_order; ++order) {
        const PricedCoding coding = priced(sample, order);
        // Where the next order is no better, those after it are not either.
        if (coding.cost >= best.cost) break;
        best = coding;
    }
    return sample.size() == values.size() ? best : priced(values, best.coding.order);
}

}}}}  // namespace souris::v0::detail::columns

// SPDX-License-Identifier: MIT
#include "columns/number_column.hpp"

#include <algorithm>

#include "columns/code_cost.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

namespace {

struct PricedCoding {
    NumberCoding coding;
    std::uint64_t cost = ~std::uint64_t{0};
};

PricedCoding cheapest(std::span<const std::int64_t> values) {
    PricedCoding best;
    for (unsigned order = 0; order <= max_number_order; ++order) {
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
        const std::uint64_t cost = raw_bits * cost_of_bit + entropy_cost(counts);
        if (cost >= best.cost) continue;
        best.cost = cost;
        best.coding = {static_cast<std::uint8_t>(order), static_cast<std::uint8_t>(most + 1)};
    }
    return best;
}

}  // namespace

NumberCoding choose_number_coding(std::span<const std::int64_t> values) {
    return cheapest(values).coding;
}

std::uint64_t number_cost(std::span<const std::int64_t> values) {
    return cheapest(values).cost;
}

}}}}  // namespace souris::v0::detail::columns

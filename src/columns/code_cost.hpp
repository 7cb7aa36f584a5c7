// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <span>

// Estimated costs of codes, by integer arithmetic, so that the same input gives the same choice on
// every machine.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// The unit of costs is a fraction of a bit.
inline constexpr std::uint64_t cost_of_bit = 256;

/// log2(1 + i/64) in that unit.
inline constexpr auto fraction_costs = [] {
    std::array<std::uint16_t, 65> table{};
    // By squaring: each bit of a logarithm is one when the square is 2 or more.
    for (std::uint32_t i = 0; i < 64; ++i) {
        std::uint64_t x = (std::uint64_t{64} + i) << 24U;  // 2^30 is 1.
        std::uint32_t bits = 0;
        for (int bit = 0; bit < 9; ++bit) {
            x = (x * x) >> 30U;
            bits <<= 1U;
            if (x >= std::uint64_t{1} << 31U) {
                bits |= 1U;
                x >>= 1U;
            }
        }
        table[i] = static_cast<std::uint16_t>((bits + 1) / 2);
    }
    table[64] = 256;
    return table;
}();

/// log2 of `number`, at least 1.
[[nodiscard]] constexpr std::uint64_t log2_cost(std::uint64_t number) noexcept {
    assert(number != 0);
    const auto width = static_cast<unsigned>(std::bit_width(number)) - 1;
    const std::uint64_t normal = width >= 16 ? number >> (width - 16) : number << (16 - width);
    const auto part = static_cast<std::uint32_t>(normal - 65536);
    const std::uint64_t low = fraction_costs[part >> 10U];
    const std::uint64_t high = fraction_costs[(part >> 10U) + 1];
    return width * cost_of_bit + low + (((high - low) * (part & 1023U)) >> 10U);
}

/// The cost of all symbols in a perfect code for their counts.
[[nodiscard]] constexpr std::uint64_t entropy_cost(std::span<const std::uint32_t> counts) noexcept {
    std::uint64_t total = 0;
    for (const std::uint32_t count : counts)
        total += count;
    if (total == 0) return 0;
    const std::uint64_t all = log2_cost(total);
    std::uint64_t cost = 0;
    for (const std::uint32_t count : counts) {
        if (count != 0) cost += count * (all - log2_cost(count));
    }
    return cost;
}

}}}}  // namespace souris::v0::detail::columns

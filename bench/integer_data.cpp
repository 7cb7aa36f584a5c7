// SPDX-License-Identifier: MIT
#include "integer_data.hpp"

#include <cmath>
#include <cstddef>
#include <random>

namespace souris::bench {

namespace {

/// Too many for branch predictors to memorise, and few enough for the second-level cache.
constexpr std::size_t value_count = std::size_t{1} << 16U;

template <class Draw>
std::vector<std::uint64_t> draw_values(Draw draw) {
    // This generator has the same sequence everywhere; the standard distributions do not.
    std::mt19937_64 random;
    std::vector<std::uint64_t> values(value_count);
    for (auto& value : values)
        value = draw(random);
    return values;
}

std::uint64_t draw_mixed(std::mt19937_64& random) {
    const std::uint64_t width = random() % 64 + 1;
    // The top bit is set, so that the number has exactly this many bits.
    return (random() | (std::uint64_t{1} << 63U)) >> (64 - width);
}

std::uint64_t draw_zipf(std::mt19937_64& random) {
    // Inverse of the cumulative distribution whose density is proportional to 1/r.
    const double uniform = static_cast<double>(random() >> 11U) * 0x1p-53;
    return static_cast<std::uint64_t>(std::exp2(20 * uniform)) - 1;
}

}  // namespace

std::span<const IntegerData> integer_data() {
    static const IntegerData all[]{
        {"small", draw_values([](std::mt19937_64& random) { return random() % 128; })},
        {"mixed", draw_values(draw_mixed)},
        {"zipf", draw_values(draw_zipf)},
        {"full", draw_values([](std::mt19937_64& random) { return random(); })},
    };
    return all;
}

}  // namespace souris::bench

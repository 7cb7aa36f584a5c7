// SPDX-License-Identifier: MIT
#include "columns/code_cost.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

using namespace souris;
using detail::columns::cost_of_bit;
using detail::columns::entropy_cost;
using detail::columns::log2_cost;

TEST_CASE("the logarithm of a cost is exact at powers of two and close between them") {
    for (unsigned width = 0; width < 64; ++width)
        CHECK(log2_cost(std::uint64_t{1} << width) == width * cost_of_bit);
    for (std::uint64_t number = 1; number < (std::uint64_t{1} << 62U);
         number = number * 5 / 3 + 1) {
        CAPTURE(number);
        const double exact = std::log2(static_cast<double>(number)) * cost_of_bit;
        CHECK(std::fabs(static_cast<double>(log2_cost(number)) - exact) < 2);
        CHECK(log2_cost(number) <= log2_cost(number + 1));
    }
    CHECK(log2_cost(~std::uint64_t{0}) <= 64 * cost_of_bit);
}

TEST_CASE("symbols cost what a perfect code for their counts takes") {
    CHECK(entropy_cost({}) == 0);
    CHECK(entropy_cost(std::vector<std::uint32_t>{0, 0}) == 0);
    CHECK(entropy_cost(std::vector<std::uint32_t>{1000}) == 0);
    CHECK(entropy_cost(std::vector<std::uint32_t>{4, 0, 4}) == 8 * cost_of_bit);
    CHECK(entropy_cost(std::vector<std::uint32_t>{1, 1, 1, 1}) == 8 * cost_of_bit);
    // 2^32 symbols do not overflow.
    const std::uint32_t most = ~std::uint32_t{0};
    CHECK(entropy_cost(std::vector<std::uint32_t>{most, most}) == 2 * std::uint64_t{most} * 256);
}

// SPDX-License-Identifier: MIT
#include "columns/decimal.hpp"

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace souris;
using namespace souris::detail::columns;

namespace {

std::uint64_t bits_of_double(double number) {
    return std::bit_cast<std::uint64_t>(number);
}

}  // namespace

TEST_CASE("a decimal of up to 15 places is the f64 that its digits read as") {
    for (unsigned decimals = 0; decimals <= max_decimals; ++decimals) {
        for (const std::int64_t number :
             {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, std::int64_t{7},
              std::int64_t{-12345}, std::int64_t{100000}, std::int64_t{1125899906842623},
              std::int64_t{-1125899906842623}, std::int64_t{123456789012345}}) {
            CAPTURE(decimals);
            CAPTURE(number);
            const std::string text = std::to_string(number) + "e-" + std::to_string(decimals);
            const std::uint64_t bits = bits_of_double(std::strtod(text.c_str(), nullptr));
            CHECK(decimal_bits(number, decimals) == bits);
            CHECK(decimal_of(bits, decimals) == number);
        }
    }
}

TEST_CASE("what is no decimal, or another one's bits, is none") {
    using limits = std::numeric_limits<double>;
    for (unsigned decimals = 0; decimals <= max_decimals; ++decimals) {
        CAPTURE(decimals);
        for (const std::uint64_t bits :
             {bits_of_double(-0.0), bits_of_double(limits::infinity()),
              bits_of_double(-limits::infinity()), bits_of_double(limits::denorm_min()),
              bits_of_double(limits::min()), bits_of_double(limits::max()),
              bits_of_double(9007199254740992.0), bits_of_double(-1e300),
              std::uint64_t{0x7FF8000000000000}, std::uint64_t{0xFFF8000000001234},
              std::uint64_t{0x7FF0000000000001}, std::uint64_t{0x000FFFFFFFFFFFFF}}) {
            CAPTURE(bits);
            CHECK_FALSE(decimal_of(bits, decimals));
        }
    }
    CHECK_FALSE(decimal_of(bits_of_double(0.1), 0));
    CHECK_FALSE(decimal_of(bits_of_double(0.01), 1));
    CHECK_FALSE(decimal_of(bits_of_double(1.0 / 3), 15));
    // The neighbour of a decimal.
    CHECK_FALSE(decimal_of(bits_of_double(0.1) + 1, 15));
}

TEST_CASE("the number of a hostile decimal may be any") {
    for (const std::int64_t number :
         {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
        CHECK(decimal_bits(number, 0) == bits_of_double(static_cast<double>(number)));
        CHECK(std::bit_cast<double>(decimal_bits(number, 15)) != 0);
    }
}

TEST_CASE("the fewest decimals that suit most numbers are chosen") {
    CHECK(choose_decimals({}) == 0);
    std::vector<std::uint64_t> bits;
    for (int i = 0; i < 1000; ++i)
        bits.push_back(bits_of_double(static_cast<double>(i * 37 % 1000) / 100));
    CHECK(choose_decimals(bits) == 2);
    // A few of many digits do not matter.
    bits[0] = bits_of_double(1.0 / 3);
    bits[4] = bits_of_double(0.123456);
    CHECK(choose_decimals(bits) == 2);
    CHECK(choose_decimals(std::vector<std::uint64_t>{bits_of_double(3), bits_of_double(-7)}) == 0);
    CHECK(choose_decimals(std::vector<std::uint64_t>{bits_of_double(1e-15)}) == 15);
    CHECK(choose_decimals(std::vector<std::uint64_t>{0x7FF8000000000000}) == 0);
}

// SPDX-License-Identifier: MIT
#include <bit>
#include <cfenv>
#include <cmath>
#include <cstdint>
#include <limits>

#include <doctest/doctest.h>

#include <souris/detail/floating.hpp>
#include <souris/integer.hpp>

#include "support/finite_math.hpp"
#include "support/rounding.hpp"
#include "support/signalling_nan.hpp"

using souris::Wide;
using souris::detail::is_nan;
using souris::detail::narrowed;
using souris::detail::nearest_floating;
using souris::detail::widened;

namespace {

constexpr std::uint64_t all_ones = ~std::uint64_t{0};

std::uint64_t bits_of(double number) {
    return std::bit_cast<std::uint64_t>(number);
}

std::uint32_t bits_of(float number) {
    return std::bit_cast<std::uint32_t>(number);
}

}  // namespace

TEST_CASE("the nearest number to a whole one, ties to even") {
    static_assert(nearest_floating<double>({}) == 0.0);
    static_assert(nearest_floating<double>({0, 1}) == 1.0);
    static_assert(nearest_floating<double>({0, 9007199254740993}) == 9007199254740992.0);
    static_assert(nearest_floating<double>({0, 9007199254740995}) == 9007199254740996.0);
    static_assert(nearest_floating<double>({0, all_ones}) == 18446744073709551616.0);
    static_assert(nearest_floating<double>({all_ones, all_ones}) == 0x1p128);
    static_assert(nearest_floating<double>({1, 0}) == 0x1p64);
    static_assert(nearest_floating<double>({1, 0x800}) == 0x1p64);
    static_assert(nearest_floating<double>({1, 0x801}) == 0x1.0000000000001p64);
    static_assert(nearest_floating<float>({0, 16777217}) == 16777216.0F);
    static_assert(nearest_floating<float>({0, 16777219}) == 16777220.0F);
    CHECK(bits_of(nearest_floating<float>({all_ones, all_ones})) == 0x7F800000);
}

TEST_CASE("to a float and back, where it is the same number") {
    const struct {
        std::uint32_t narrow;
        std::uint64_t wide;
    } rows[] = {
        {0, 0},
        {0x80000000, 0x8000000000000000},
        {0x3F800000, 0x3FF0000000000000},  // 1
        {0xBDCCCCCD, 0xBFB99999A0000000},  // -0.1
        {0x7F7FFFFF, 0x47EFFFFFE0000000},  // The greatest,
        {0x00800000, 0x3810000000000000},  // the least that is not subnormal,
        {0x807FFFFE, 0xB80FFFFF80000000},
        {0x00000003, 0x36B8000000000000},
        {0x00000001, 0x36A0000000000000},  // the least.
        {0x7F800000, 0x7FF0000000000000},  // Infinity,
        {0x7FC00000, 0x7FF8000000000000},  // and what is no number.
        {0xFFC00001, 0xFFF8000020000000},
#if SOURIS_TEST_HAS_SIGNALLING_NANS
        {0xFF800001, 0xFFF0000020000000},
#endif
        {0x7FFFFFFF, 0x7FFFFFFFE0000000},
    };
    for (const auto& row : rows) {
        CAPTURE(row.narrow);
        CHECK(bits_of(widened(std::bit_cast<float>(row.narrow))) == row.wide);
        CHECK(bits_of(narrowed(std::bit_cast<double>(row.wide)).value()) == row.narrow);
    }
}

TEST_CASE("infinity is a number") {
    for (const double number : {0.0, -0.0, 1.5, 5e-324, std::numeric_limits<double>::infinity(),
                                -std::numeric_limits<double>::infinity()}) {
        CHECK_FALSE(is_nan(number));
        CHECK_FALSE(is_nan(static_cast<float>(number)));
    }
}

TEST_CASE("a NaN is told by its bits" * doctest::skip(souris::test::nan_is_undefined)) {
    CHECK(is_nan(std::numeric_limits<double>::quiet_NaN()));
    CHECK(is_nan(std::numeric_limits<float>::signaling_NaN()));
    // A payload that a float has no room for.
    CHECK_FALSE(narrowed(std::bit_cast<double>(std::uint64_t{0x7FF8000000000001})).has_value());
    CHECK_FALSE(narrowed(std::bit_cast<double>(std::uint64_t{0x7FF0000010000000})).has_value());
}

TEST_CASE("what no float is") {
    constexpr double doubles[] = {0.1,
                                  0x1p128,
                                  -0x1.ffffffp127,
                                  0x1.000001p0,
                                  0x1p-150,
                                  0x1.8p-149,
                                  0x1.000001p-126,
                                  std::numeric_limits<double>::denorm_min(),
                                  0x1p-1034,
                                  std::numeric_limits<double>::min()};
    for (const double number : doubles) {
        CAPTURE(number);
        CHECK_FALSE(narrowed(number).has_value());
    }
}

TEST_CASE("whatever the processor is told about rounding and subnormal numbers") {
    using souris::Integer;
    souris::test::in_every_rounding([] {
        CHECK(bits_of(Integer(9007199254740993).to_double()) == bits_of(9007199254740992.0));
        CHECK(bits_of(Integer(-9007199254740995).to_double()) == bits_of(-9007199254740996.0));
        CHECK(bits_of(Integer::max().to_double()) == bits_of(0x1p128));
        CHECK(bits_of(Integer(0U).to_double()) == bits_of(0.0));
        CHECK(bits_of(Integer(0U).to<double>().value()) == bits_of(0.0));
        CHECK(bits_of(Integer(all_ones).to_double()) == bits_of(0x1p64));
        CHECK(Integer::from_double(0x1p100).value() ==
              Integer::from_magnitude({1ULL << 36U, 0}, false));
        CHECK_FALSE(Integer::from_double(std::numeric_limits<double>::denorm_min()).has_value());
        CHECK_FALSE(narrowed(std::numeric_limits<double>::denorm_min()).has_value());
        CHECK(bits_of(widened(std::numeric_limits<float>::denorm_min())) == bits_of(0x1p-149));
        CHECK(bits_of(narrowed(0x1p-149).value()) == 1);
    });
}

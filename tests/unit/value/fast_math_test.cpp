// SPDX-License-Identifier: MIT
#include <bit>
#include <cstdint>
#include <limits>

#include <doctest/doctest.h>

#include <souris/json.hpp>
#include <souris/value.hpp>

#include "support/finite_math.hpp"

// In a separate program, compiled and linked with -ffast-math: the processor treats subnormal
// numbers as zero, and the compiler assumes that all numbers are finite.

using namespace souris;

TEST_CASE("numbers stay what they are in a program built with -ffast-math") {
    const Value subnormal = value_from_json("5e-324").value();
    CHECK(std::bit_cast<std::uint64_t>(subnormal.get<double>().value()) == 1);
    CHECK(to_json(subnormal).value() == "5e-324");
    CHECK(subnormal == Value(std::numeric_limits<double>::denorm_min()));
    CHECK(subnormal.get<float>().error().code == ErrorCode::inexact_number);
    CHECK(Integer::from_double(*subnormal.get<double>()).error() == ErrorCode::inexact_number);

    const Value single = std::numeric_limits<float>::denorm_min();
    CHECK(std::bit_cast<std::uint64_t>(single.get<double>().value()) == 0x36A0000000000000);
    CHECK(value_from_json(to_json(single).value()).value() == single);
}

TEST_CASE("a NaN keeps its bits in a program built with -ffast-math" *
          doctest::skip(souris::test::nan_is_undefined)) {
    const Value nan = std::bit_cast<double>(std::uint64_t{0x7FF8000000000001});
    CHECK(value_from_json(to_json(nan).value()).value() == nan);
    CHECK(nan.get<float>().error().code == ErrorCode::inexact_number);
    CHECK(
        std::bit_cast<std::uint32_t>(
            Value(std::bit_cast<double>(std::uint64_t{0x7FF8000000000000})).get<float>().value()) ==
        0x7FC00000);
    CHECK(Integer::from_double(std::bit_cast<double>(std::uint64_t{0x7FF0000000000000})).error() ==
          ErrorCode::inexact_number);
}

// SPDX-License-Identifier: MIT
#include "edits/equality.hpp"

#include <limits>

#include <doctest/doctest.h>

#include "cli/unit/json.hpp"

using namespace souris;
using test::parse;

namespace {

bool is_within(const Value& a, const Value& b, double tolerance) {
    const bool is_equal = cli::is_equal_scalar(a, b, {.tolerance = tolerance});
    CHECK(cli::is_equal_scalar(b, a, {.tolerance = tolerance}) == is_equal);
    return is_equal;
}

}  // namespace

TEST_CASE("without a tolerance, equal values are equal") {
    CHECK(cli::is_equal_scalar(1, 1, {}));
    CHECK_FALSE(cli::is_equal_scalar(1, 1.0, {}));
    CHECK_FALSE(cli::is_equal_scalar(1.0, 1.0F, {}));
    CHECK_FALSE(cli::is_equal_scalar(1, 2, {.ignores_order = true}));
}

TEST_CASE("numbers of any type are equal within a tolerance, the bound included") {
    CHECK(is_within(1, 3, 2));
    CHECK_FALSE(is_within(1, 3, 1.5));
    CHECK(is_within(1, 1.5, 0.5));
    CHECK_FALSE(is_within(1, 1.5, 0.25));
    CHECK(is_within(1.5F, 1.25, 0.25));
    CHECK(is_within(-1, 1.0F, 2));
    CHECK(is_within(1, 1.0, 0));
    CHECK(is_within(0.0, -0.0, 0));
    CHECK_FALSE(is_within(0.1F, 0.1, 0));
    CHECK(is_within(0.1F, 0.1, 1e-8));
    CHECK(is_within(1.01, 1, 0.01));
    CHECK(is_within(1.1, 1.0, 0.1));
    CHECK(is_within(-100.3, -100.2, 0.1));
    CHECK(is_within(1e300, 1e300 + 1e290, 1e290));
    CHECK_FALSE(is_within(1.01, 1, 0.00999999999));
    CHECK_FALSE(is_within(0.30000000000000004, 0.3, 0));
    CHECK_FALSE(is_within("1", 1, 10));
    CHECK_FALSE(is_within(true, 1, 10));
    CHECK_FALSE(is_within(Value(), 0, 10));
    CHECK_FALSE(is_within(Array{}, 0, 10));
}

TEST_CASE("large integers are compared exactly") {
    const Value most = parse("340282366920938463463374607431768211455");
    const Value less = parse("340282366920938463463374607431768211454");
    const Value least = parse("-170141183460469231731687303715884105728");
    CHECK_FALSE(is_within(most, less, 0.5));
    CHECK(is_within(most, less, 1));
    CHECK_FALSE(is_within(most, least, 1e38));
    CHECK(is_within(most, least, 1e39));
    CHECK(is_within(parse("9007199254740993"), parse("9007199254740992.0"), 1));
    CHECK_FALSE(is_within(parse("9007199254740993"), parse("9007199254740992.0"), 0.5));
}

TEST_CASE("what is not finite equals itself alone") {
    const double infinity = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(is_within(infinity, infinity, 1));
    CHECK(is_within(infinity, std::numeric_limits<float>::infinity(), 0));
    CHECK_FALSE(is_within(infinity, -infinity, 1));
    CHECK_FALSE(is_within(infinity, 1e308, 1e308));
    CHECK(is_within(nan, nan, 0));
    CHECK_FALSE(is_within(nan, 0, 1));
    CHECK_FALSE(is_within(nan, -nan, 1));
    CHECK_FALSE(cli::finite_number(nan).has_value());
    CHECK_FALSE(cli::finite_number("1").has_value());
    CHECK(cli::whole_number(2.0) == Integer(2));
    CHECK_FALSE(cli::whole_number(2.5).has_value());
    CHECK_FALSE(cli::whole_number(infinity).has_value());
}

// SPDX-License-Identifier: MIT
#include "columns/row_test.hpp"

#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include <souris/parser.hpp>

#include "unit/store/encoded_tree.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

bool matches(const RowFilter& filter, const Value& value) {
    const Bytes bytes = test::encoded_tree(value);
    Parser parser;
    return RowTest::make(filter).value().matches(parser.parse(bytes).value());
}

RowFilter filter_of(Comparison comparison, Value value, Value upper = nullptr) {
    return {"", comparison, std::move(value), std::move(upper)};
}

/// Numbers around those where integers and doubles differ.
std::vector<Value> some_numbers() {
    std::vector<Value> numbers;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (const double number :
         {-infinity, -0x1p127, -0x1.8p64, -0x1p63, -2.5, -0.0, 0.0, 0.5, 2.0, 0x1p53, 0x1p53 + 2,
          0x1p63, 0x1p64, 0x1.fffffffffffffp127, 0x1p128, infinity})
        numbers.push_back(number);
    constexpr std::int64_t odd = (std::int64_t{1} << 53U) + 1;
    for (const std::int64_t number :
         {std::numeric_limits<std::int64_t>::min(), -odd, std::int64_t{-3}, std::int64_t{-2},
          std::int64_t{0}, std::int64_t{1}, std::int64_t{2}, odd - 1, odd, odd + 1,
          std::numeric_limits<std::int64_t>::max()})
        numbers.push_back(number);
    for (const Integer& number : {Integer::min(), Integer::max(), Integer(std::uint64_t{1} << 63U),
                                  Integer(~std::uint64_t{0})})
        numbers.push_back(number);
    numbers.push_back(0.5F);
    numbers.push_back(-std::numeric_limits<float>::infinity());
    return numbers;
}

/// The order of two numbers, by long division into what is whole and what is not.
std::partial_ordering order(const Value& a, const Value& b) {
    struct Parts {
        bool is_infinite = false;
        double infinite = 0;
        Integer whole;
        double rest = 0;
    };
    const auto parts = [](const Value& value) {
        Parts split;
        if (value.is(Type::integer)) {
            split.whole = value.integer();
            return split;
        }
        const double number = value.get<double>().value();
        const double whole = std::floor(number);
        split.is_infinite = whole >= 0x1p128 || whole < -0x1p127;
        split.infinite = number;
        if (split.is_infinite) return split;
        split.whole = Integer::from_double(whole).value();
        split.rest = number - whole;
        return split;
    };
    const Parts left = parts(a);
    const Parts right = parts(b);
    if (left.is_infinite && right.is_infinite) return left.infinite <=> right.infinite;
    if (left.is_infinite) return left.infinite <=> 0.0;
    if (right.is_infinite) return 0.0 <=> right.infinite;
    if (left.whole != right.whole) return left.whole <=> right.whole;
    return left.rest <=> right.rest;
}

}  // namespace

TEST_CASE("numbers are compared exactly, whatever their types") {
    const std::vector<Value> numbers = some_numbers();
    for (const Value& number : numbers) {
        for (const Value& bound : numbers) {
            const std::partial_ordering is = order(number, bound);
            CAPTURE(number.get<double>().value_or(0.125));
            CAPTURE(bound.get<double>().value_or(0.125));
            CHECK(matches(filter_of(Comparison::equal, bound), number) == (is == 0));
            CHECK(matches(filter_of(Comparison::less, bound), number) == (is < 0));
            CHECK(matches(filter_of(Comparison::less_or_equal, bound), number) == (is <= 0));
            CHECK(matches(filter_of(Comparison::greater, bound), number) == (is > 0));
            CHECK(matches(filter_of(Comparison::greater_or_equal, bound), number) == (is >= 0));
            CHECK(matches(filter_of(Comparison::between, bound, bound), number) == (is == 0));
        }
    }
}

TEST_CASE("contents are compared as the values that they are") {
    const std::vector<Value> numbers = some_numbers();
    for (const Value& bound : numbers) {
        for (const Comparison comparison :
             {Comparison::equal, Comparison::less, Comparison::greater_or_equal}) {
            const RowFilter filter = filter_of(comparison, bound);
            const RowTest test = RowTest::make(filter).value();
            for (const std::int64_t number : {std::int64_t{-3}, std::int64_t{0}, std::int64_t{2},
                                              (std::int64_t{1} << 53U) + 1}) {
                CHECK(test.number(ContentKind::integer, number, 0).has_value() ==
                      matches(filter, number));
                if (number > 100) continue;
                CHECK(test.number(ContentKind::decimal, number, 1).has_value() ==
                      matches(filter, static_cast<double>(number) / 10));
            }
        }
    }
}

TEST_CASE("a NaN matches nothing, and nothing matches one") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const Comparison comparison :
         {Comparison::equal, Comparison::less, Comparison::less_or_equal, Comparison::greater,
          Comparison::greater_or_equal, Comparison::between}) {
        for (const Value& number : some_numbers()) {
            CHECK_FALSE(matches(filter_of(comparison, number, number), nan));
            CHECK_FALSE(matches(filter_of(comparison, nan, nan), number));
        }
    }
}

TEST_CASE("strings, booleans and null") {
    CHECK(matches(filter_of(Comparison::equal, "b"), "b"));
    CHECK_FALSE(matches(filter_of(Comparison::equal, "b"), "bb"));
    CHECK(matches(filter_of(Comparison::less, "b"), "a\xC3\xA9"));
    CHECK_FALSE(matches(filter_of(Comparison::less, "b"), "b"));
    CHECK(matches(filter_of(Comparison::greater, "b"), "b "));
    CHECK_FALSE(matches(filter_of(Comparison::greater, "b"), "b"));
    CHECK(matches(filter_of(Comparison::between, "b", "d"), "d"));
    CHECK_FALSE(matches(filter_of(Comparison::between, "b", "d"), "da"));
    CHECK_FALSE(matches(filter_of(Comparison::equal, "1"), 1));
    CHECK(matches(filter_of(Comparison::less, true), false));
    CHECK_FALSE(matches(filter_of(Comparison::less, true), true));
    CHECK(matches(filter_of(Comparison::between, false, true), true));
    CHECK_FALSE(matches(filter_of(Comparison::equal, 0), false));
    CHECK(matches(filter_of(Comparison::equal, nullptr), nullptr));
    CHECK_FALSE(matches(filter_of(Comparison::equal, nullptr), false));
    CHECK_FALSE(matches(filter_of(Comparison::equal, 0), Array{0}));
}

TEST_CASE("values that cannot be compared are refused") {
    for (const RowFilter& filter :
         {filter_of(Comparison::less, nullptr), filter_of(Comparison::equal, Array{}),
          filter_of(Comparison::between, 1, "b"), filter_of(Comparison::between, 1),
          filter_of(Comparison::equal, Ipv4{{127, 0, 0, 1}})}) {
        const auto test = RowTest::make(filter);
        REQUIRE_FALSE(test);
        CHECK(test.error().code == ErrorCode::wrong_type);
    }
}

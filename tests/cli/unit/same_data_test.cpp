// SPDX-License-Identifier: MIT
#include "edits/same_data.hpp"

#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <souris/json.hpp>

namespace {

using namespace souris;
using cli::is_same_data;

constexpr double quiet_nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::uint64_t two_to_53 = std::uint64_t{1} << 53U;
constexpr double two_to_127 = 170141183460469231731687303715884105728.0;

const Value other_nan = std::bit_cast<double>(std::uint64_t{0x7FF8000000000001});

}  // namespace

TEST_CASE("numbers are the same if their values are") {
    struct Row {
        Value a;
        Value b;
        bool is_same;
    };
    const Row rows[] = {
        {1, 1.0, true},
        {1, 1.0F, true},
        {1, 1.5, false},
        {1, 2.0, false},
        {-1, -1.0, true},
        {-1, 1.0, false},
        {0, -0.0, true},
        {0.0, -0.0, true},
        {0.5F, 0.5, true},
        {0.1F, 0.1, false},
        {two_to_53, static_cast<double>(two_to_53), true},
        {two_to_53 + 1, static_cast<double>(two_to_53), false},
        {two_to_53 + 1, static_cast<double>(two_to_53 + 2), false},
        {Integer::min(), -two_to_127, true},
        {Integer::max(), 2 * two_to_127, false},
        {Integer::max(), infinity, false},
        {infinity, infinity, true},
        {infinity, std::numeric_limits<float>::infinity(), true},
        {infinity, -infinity, false},
        // A NaN equals only the same bits, as with `==`.
        {quiet_nan, quiet_nan, true},
        {quiet_nan, other_nan, false},
        {quiet_nan, std::numeric_limits<float>::quiet_NaN(), false},
        {quiet_nan, 0, false},
        // Values of other types are compared by `==`.
        {1, "1", false},
        {1, true, false},
        {0, Value(), false},
        {Complex(1, 0), 1, false},
        {"a", "a", true},
        {"a", "b", false},
    };
    for (const Row& row : rows) {
        CAPTURE(to_json(row.a).value());
        CAPTURE(to_json(row.b).value());
        CHECK(is_same_data(row.a, row.b) == row.is_same);
        CHECK(is_same_data(row.b, row.a) == row.is_same);
        // The same inside other values.
        const Value a = Map{{"x", Array{0, Map{{"y", row.a}, {"z", 1.0}}}}, {"w", 2}};
        const Value b = Map{{"w", 2.0F}, {"x", Array{0.0, Map{{"z", 1}, {"y", row.b}}}}};
        CHECK(is_same_data(a, b) == row.is_same);
        CHECK(is_same_data(b, a) == row.is_same);
    }
}

TEST_CASE("containers are the same if their children are") {
    struct Row {
        const char* a;
        const char* b;
        bool is_same;
    };
    const Row rows[] = {
        {"[]", "[]", true},
        {"[]", "{}", false},
        {"[]", "null", false},
        {"[1]", "[1,1]", false},
        {"[1,2]", "[2,1]", false},
        {"[[],[[1]]]", "[[],[[1.0]]]", true},
        {"[[],[[1]]]", "[[],[[]]]", false},
        {R"({"a":1,"b":2})", R"({"b":2.0,"a":1.0})", true},
        {R"({"a":1})", R"({"b":1})", false},
        {R"({"a":1})", R"({"a":1,"b":null})", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.a);
        CAPTURE(row.b);
        const Value a = value_from_json(row.a).value();
        const Value b = value_from_json(row.b).value();
        CHECK(is_same_data(a, b) == row.is_same);
        CHECK(is_same_data(b, a) == row.is_same);
    }
}

TEST_CASE("a million levels take no stack") {
    Value a = 1;
    Value b = 1.0;
    for (int i = 0; i < 1'000'000; ++i) {
        Array outer_a;
        outer_a.push_back(std::move(a));
        a = std::move(outer_a);
        Array outer_b;
        outer_b.push_back(std::move(b));
        b = std::move(outer_b);
    }
    CHECK(is_same_data(a, b));
    CHECK(a != b);
}

// SPDX-License-Identifier: MIT
#include "json/json_number.hpp"

#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using souris::ErrorCode;
using souris::Integer;
using souris::detail::json_floating;
using souris::detail::json_integer;

TEST_CASE("integers of any size are exact, in the range of Integer") {
    constexpr std::string_view numbers[] = {
        "0",
        "1",
        "-1",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775809",
        "340282366920938463463374607431768211455",
        "-170141183460469231731687303715884105728",
    };
    for (const std::string_view number : numbers) {
        CAPTURE(number);
        CHECK(json_integer(number).value().to_string() == number);
    }
    CHECK(json_integer("-0").value() == Integer());
    for (const std::string_view number :
         {"340282366920938463463374607431768211456", "-170141183460469231731687303715884105729"}) {
        CHECK(json_integer(number).error() == ErrorCode::integer_out_of_range);
    }
}

TEST_CASE("floating point numbers are the nearest, zero where they are too small") {
    const std::string zeros(400, '0');
    const struct {
        std::string text;
        double expected;
    } rows[] = {
        {"0.1", 0.1},
        {"5", 5.0},
        {"9007199254740993", 9007199254740992.0},
        {"1e23", 1e23},
        {"4.9e-324", std::numeric_limits<double>::denorm_min()},
        {"2e-324", 0.0},
        {"-2e-324", -0.0},
        {"1e-99999999999999999999", 0.0},
        {"0." + zeros + "1", 0.0},
        {"0." + zeros + "1e401", 1.0},
        {"1" + zeros + "e-400", 1.0},
        {"1" + zeros + "e-800", 0.0},
        {"0e99999999999999999999", 0.0},
        {"1.7976931348623157e+308", std::numeric_limits<double>::max()},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto number = json_floating<double>(row.text);
        REQUIRE(number);
        CHECK(std::bit_cast<std::uint64_t>(*number) == std::bit_cast<std::uint64_t>(row.expected));
    }
    for (const std::string& text :
         {std::string("1e309"), std::string("-1e309"), std::string("1E+99999999999999999999"),
          "1" + zeros, "0." + zeros + "1e800", "1" + zeros + ".5e0"}) {
        CAPTURE(text);
        CHECK_FALSE(json_floating<double>(text));
    }
}

TEST_CASE("a float is rounded once") {
    CHECK(json_floating<float>("0.1") == 0.1F);
    CHECK(json_floating<float>("1.000000059604644775390626") == 1.0000001F);
    CHECK(json_floating<float>("1e-46") == 0.0F);
    CHECK(json_floating<float>("3.4028235e38") == std::numeric_limits<float>::max());
    CHECK_FALSE(json_floating<float>("3.5e38"));
}

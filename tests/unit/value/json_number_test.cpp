// SPDX-License-Identifier: MIT
#include "value/json_number.hpp"

#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "support/rounding.hpp"

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

TEST_CASE("the nearest in every rounding mode, and with subnormal numbers") {
    const struct {
        std::string_view text;
        std::uint64_t nearest;
    } rows[] = {
        {"0.1", 0x3FB999999999999A},
        {"-0.3", 0xBFD3333333333333},
        {"1e22", 0x4480F0CF064DD592},
        {"0.30000000000000004", 0x3FD3333333333334},
        {"5e-324", 1},
        {"-1e-310", 0x800012688B70E62B},
        {"1e23", 0x44B52D02C7E14AF6},
        {"9007199254740993", 0x4340000000000000},
        {"2e-324", 0},
    };
    souris::test::in_every_rounding([&] {
        for (const auto& row : rows) {
            CAPTURE(row.text);
            CHECK(std::bit_cast<std::uint64_t>(json_floating<double>(row.text).value()) ==
                  row.nearest);
        }
        CHECK(std::bit_cast<std::uint32_t>(json_floating<float>("0.1").value()) == 0x3DCCCCCD);
        CHECK(std::bit_cast<std::uint32_t>(json_floating<float>("1e-45").value()) == 1);
        CHECK_FALSE(json_floating<double>("1.8e308").has_value());
    });
}

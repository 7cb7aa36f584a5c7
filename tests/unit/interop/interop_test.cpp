// SPDX-License-Identifier: MIT
#include <limits>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/cbor.hpp>
#include <souris/interop.hpp>
#include <souris/json.hpp>

#include "unit/json/tagged_rows.hpp"
#include "unit/value/sample_values.hpp"

using souris::approximate;
using souris::Array;
using souris::check_expressible;
using souris::Complex;
using souris::ErrorCode;
using souris::Integer;
using souris::JsonForm;
using souris::Map;
using souris::Neighbour;
using souris::to_json;
using souris::Value;

TEST_CASE("JSON has an equivalent where its two forms are the same") {
    for (const auto& row : souris::test::tagged_rows()) {
        CAPTURE(row.json);
        const auto plain = to_json(row.value, {.form = JsonForm::plain});
        const bool has_map = row.json.find(R"("souris_type":8)") != std::string_view::npos;
        CHECK(check_expressible(row.value, Neighbour::json).has_value() ==
              (has_map || plain == to_json(row.value)));
    }
}

TEST_CASE("the first value without an equivalent is named") {
    const Value value =
        Map{{"a", Array{1, Array{}, Map{{"x/y", 1.5F}}}}, {"b", Array{U'x'}}, {"c", nullptr}};
    const struct {
        Neighbour format;
        std::string_view path, detail;
    } rows[] = {
        {Neighbour::json, "/a/2/x~1y", "no equivalent of an f32"},
        {Neighbour::cbor, "/b/0", "no equivalent of a character"},
        {Neighbour::msgpack, "/b/0", "no equivalent of a character"},
    };
    for (const auto& row : rows) {
        const auto checked = check_expressible(value, row.format);
        REQUIRE_FALSE(checked);
        CHECK(checked.error().code == ErrorCode::unrepresentable);
        CHECK(checked.error().path == row.path);
        CHECK(checked.error().detail == row.detail);
    }
    CHECK(check_expressible(U'x', Neighbour::json).error().path.empty());
}

TEST_CASE("what comes near to a value") {
    const auto infinity = std::numeric_limits<double>::infinity();
    const auto wide = Integer::parse("18446744073709551616").value();
    const auto zone = souris::TimeZone::parse("Europe/London").value();
    const souris::Timestamp late{10'000, 1, 1, 0, 0, 0, 0};
    const souris::Timestamp leap{2012, 6, 30, 23, 59, 59, 1'500'000'000};
    const souris::Timestamp bad{2023, 2, 29, 0, 0, 0, 0};
    const auto bad_character = static_cast<char32_t>(0xD800);
    const struct {
        Neighbour format;
        Value value;
        Value nearest;
        std::uint64_t count = 1;
    } rows[] = {
        {Neighbour::json, wide, 18446744073709551616.0},
        {Neighbour::json, infinity, nullptr},
        {Neighbour::json, std::numeric_limits<float>::quiet_NaN(), nullptr},
        {Neighbour::json, Complex(1, wide), Array{1, 18446744073709551616.0}},
        {Neighbour::json, Complex::polar(infinity, 0.0), Array{nullptr, nullptr}},
        // Plain JSON has its own way with these.
        {Neighbour::json, 1.5F, 1.5F},
        {Neighbour::json, U'x', U'x'},
        {Neighbour::json, Complex(1, 2), Complex(1, 2)},
        {Neighbour::json, Complex::polar(2.0, 0.0), Complex::polar(2.0, 0.0)},
        {Neighbour::json, zone, zone},
        {Neighbour::cbor, U'\u00E9', "\xC3\xA9"},
        {Neighbour::cbor, bad_character, bad_character},
        {Neighbour::cbor, zone, "Europe/London"},
        {Neighbour::cbor, Complex::polar(2.0, 0.0), Array{2.0, 0.0}},
        {Neighbour::cbor, late, "+10000-01-01T00:00:00"},
        {Neighbour::msgpack, leap, "2012-06-30T23:59:60.500"},
        {Neighbour::json, bad, bad},
        {Neighbour::msgpack, wide, 18446744073709551616.0},
        {Neighbour::msgpack, Complex(1, wide), Array{1, 18446744073709551616.0}},
        {Neighbour::msgpack, souris::Ipv4(1, 2, 3, 4), "1.2.3.4"},
        {Neighbour::msgpack, souris::Ipv6(), "::"},
        {Neighbour::msgpack, souris::JsonText(), "null"},
        {Neighbour::cbor, Array{1, "a", Map{{"k", Array{wide, leap}}}},
         Array{1, "a", Map{{"k", Array{wide, leap}}}}, 0},
        {Neighbour::cbor, Array{U'a', Map{{"k", Array{U'b'}}}}, Array{"a", Map{{"k", Array{"b"}}}},
         2},
    };
    for (const auto& row : rows) {
        CAPTURE(static_cast<int>(row.format));
        Value value = row.value;
        CHECK(approximate(value, row.format) == row.count);
        if (value.is(souris::Type::timestamp)) continue;  // It has no text.
        CAPTURE(to_json(row.nearest).value_or(""));
        CHECK(value == row.nearest);
    }
}

TEST_CASE("what was approximated can be written") {
    for (Value value : souris::test::sample_values()) {
        Value copy = value;
        approximate(copy, Neighbour::cbor);
        CHECK(to_cbor(copy).has_value());
        CHECK(approximate(copy, Neighbour::cbor) == 0);
        approximate(value, Neighbour::json);
        CHECK(to_json(value, {.form = JsonForm::plain}).has_value());
    }
}

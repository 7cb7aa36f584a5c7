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
using souris::OtherFormat;
using souris::to_json;
using souris::Value;

TEST_CASE("JSON has an equivalent where its two forms are the same") {
    for (const auto& row : souris::test::tagged_rows()) {
        CAPTURE(row.json);
        const auto plain = to_json(row.value, {.form = JsonForm::plain});
        const bool has_map = row.json.find(R"("souris_type":8)") != std::string_view::npos;
        CHECK(check_expressible(row.value, OtherFormat::json).has_value() ==
              (has_map || plain == to_json(row.value)));
    }
}

TEST_CASE("the first value without an equivalent is named") {
    const Value value =
        Map{{"a", Array{1, Array{}, Map{{"x/y", 1.5F}}}}, {"b", Array{U'x'}}, {"c", nullptr}};
    const struct {
        OtherFormat format;
        std::string_view path, detail;
    } rows[] = {
        {OtherFormat::json, "/a/2/x~1y", "no equivalent of an f32"},
        {OtherFormat::cbor, "/b/0", "no equivalent of a character"},
        {OtherFormat::msgpack, "/b/0", "no equivalent of a character"},
    };
    for (const auto& row : rows) {
        const auto checked = check_expressible(value, row.format);
        REQUIRE_FALSE(checked);
        CHECK(checked.error().code == ErrorCode::unrepresentable);
        CHECK(checked.error().path == row.path);
        CHECK(checked.error().detail == row.detail);
    }
    CHECK(check_expressible(U'x', OtherFormat::json).error().path.empty());
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
        OtherFormat format;
        Value value;
        Value nearest;
        std::uint64_t count = 1;
    } rows[] = {
        {OtherFormat::json, wide, 18446744073709551616.0},
        {OtherFormat::json, infinity, nullptr},
        {OtherFormat::json, std::numeric_limits<float>::quiet_NaN(), nullptr},
        {OtherFormat::json, Complex(1, wide), Array{1, 18446744073709551616.0}},
        {OtherFormat::json, Complex::polar(infinity, 0.0), Array{nullptr, nullptr}},
        // Plain JSON treats these differently.
        {OtherFormat::json, 1.5F, 1.5F},
        {OtherFormat::json, U'x', U'x'},
        {OtherFormat::json, Complex(1, 2), Complex(1, 2)},
        {OtherFormat::json, Complex::polar(2.0, 0.0), Complex::polar(2.0, 0.0)},
        {OtherFormat::json, zone, zone},
        {OtherFormat::cbor, U'\u00E9', "\xC3\xA9"},
        {OtherFormat::cbor, bad_character, bad_character},
        {OtherFormat::cbor, zone, "Europe/London"},
        {OtherFormat::cbor, Complex::polar(2.0, 0.0), Array{2.0, 0.0}},
        {OtherFormat::cbor, late, "+10000-01-01T00:00:00"},
        {OtherFormat::msgpack, leap, "2012-06-30T23:59:60.500"},
        {OtherFormat::json, bad, bad},
        {OtherFormat::msgpack, wide, 18446744073709551616.0},
        {OtherFormat::msgpack, Complex(1, wide), Array{1, 18446744073709551616.0}},
        {OtherFormat::msgpack, souris::Ipv4(1, 2, 3, 4), "1.2.3.4"},
        {OtherFormat::msgpack, souris::Ipv6(), "::"},
        {OtherFormat::msgpack, souris::JsonText(), "null"},
        {OtherFormat::cbor, Array{1, "a", Map{{"k", Array{wide, leap}}}},
         Array{1, "a", Map{{"k", Array{wide, leap}}}}, 0},
        {OtherFormat::cbor, Array{U'a', Map{{"k", Array{U'b'}}}},
         Array{"a", Map{{"k", Array{"b"}}}}, 2},
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
        approximate(copy, OtherFormat::cbor);
        CHECK(to_cbor(copy).has_value());
        CHECK(approximate(copy, OtherFormat::cbor) == 0);
        approximate(value, OtherFormat::json);
        CHECK(to_json(value, {.form = JsonForm::plain}).has_value());
    }
}

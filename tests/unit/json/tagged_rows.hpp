// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <souris/value.hpp>

#include "support/signalling_nan.hpp"

namespace souris::test {

/// A value and its tagged JSON.
struct TaggedRow {
    Value value;
    std::string_view json;
    /// Its plain JSON; empty if it is the same, "-" if there is none.
    std::string_view plain = "";
};

inline std::vector<TaggedRow> tagged_rows() {
    using namespace std::string_view_literals;
    const auto f64 = [](std::uint64_t bits) { return Value(std::bit_cast<double>(bits)); };
    const auto f32 = [](std::uint32_t bits) { return Value(std::bit_cast<float>(bits)); };
    const auto integer = [](std::string_view digits) { return Integer::parse(digits).value(); };
    const auto json = [](std::string text) {
        return Value(JsonText::parse(std::move(text)).value());
    };
    const auto binary = [](std::vector<std::byte> bytes) { return Value(bytes); };
    std::vector<TaggedRow> rows{
        {nullptr, "null"},
        {true, "true"},
        {false, "false"},
        // Integers.
        {0, "0"},
        {-1, "-1"},
        {std::numeric_limits<std::int64_t>::min(), "-9223372036854775808"},
        {std::numeric_limits<std::uint64_t>::max(), "18446744073709551615"},
        {integer("18446744073709551616"), R"({"souris_type":4,"integer":"18446744073709551616"})",
         "-"},
        {integer("-9223372036854775809"), R"({"souris_type":4,"integer":"-9223372036854775809"})",
         "-"},
        {Integer::max(), R"({"souris_type":4,"integer":"340282366920938463463374607431768211455"})",
         "-"},
        {Integer::min(),
         R"({"souris_type":4,"integer":"-170141183460469231731687303715884105728"})", "-"},
        // f64.
        {0.0, "0.0"},
        {-0.0, "-0.0"},
        {1.0, "1.0"},
        {-1.5, "-1.5"},
        {0.1, "0.1"},
        {1e300, "1e+300"},
        {1e22, "1e+22"},
        {123456789.0, "123456789.0"},
        {9007199254740993.0, "9007199254740992.0"},
        {std::numeric_limits<double>::max(), "1.7976931348623157e+308"},
        {std::numeric_limits<double>::denorm_min(), "5e-324"},
        {f64(0x7FF0000000000000), R"({"souris_type":10,"bits":"7ff0000000000000"})", "-"},
        {f64(0xFFF0000000000000), R"({"souris_type":10,"bits":"fff0000000000000"})", "-"},
        {f64(0x7FF8000000000001), R"({"souris_type":10,"bits":"7ff8000000000001"})", "-"},
        // f32.
        {0.5F, R"({"souris_type":15,"single":0.5})", "0.5"},
        {0.1F, R"({"souris_type":15,"single":0.10000000149011612})", "0.10000000149011612"},
        {-0.0F, R"({"souris_type":15,"single":-0.0})", "-0.0"},
        {16777216.0F, R"({"souris_type":15,"single":16777216.0})", "16777216.0"},
        {std::numeric_limits<float>::max(), R"({"souris_type":15,"single":3.4028234663852886e+38})",
         "3.4028234663852886e+38"},
        {std::numeric_limits<float>::denorm_min(),
         R"({"souris_type":15,"single":1.401298464324817e-45})", "1.401298464324817e-45"},
        {f32(0x7F800000), R"({"souris_type":15,"bits":"7f800000"})", "-"},
        // Characters.
        {U'x', R"({"souris_type":0,"character":"x"})", R"("x")"},
        {U'"', R"({"souris_type":0,"character":"\""})", R"("\"")"},
        {U'\0', R"({"souris_type":0,"character":"\u0000"})", R"("\u0000")"},
        {U'\U0001F42D', "{\"souris_type\":0,\"character\":\"\xF0\x9F\x90\xAD\"}",
         "\"\xF0\x9F\x90\xAD\""},
        // Strings.
        {"", R"("")"},
        {"plain", R"("plain")"},
        {"\" \\ / \b \f \n \r \t", R"("\" \\ / \b \f \n \r \t")"},
        {"\0\x01\x1F"sv, R"("\u0000\u0001\u001f")"},
        {"\x7F\xC2\x80\xC2\x9F\xC2\xA0", "\"\\u007f\\u0080\\u009f\xC2\xA0\""},
        {"\xE2\x80\xA7\xE2\x80\xA8\xE2\x80\xA9\xE2\x82\xAC",
         "\"\xE2\x80\xA7\\u2028\\u2029\xE2\x82\xAC\""},
        {"\xC3\xA9\xF0\x9F\x90\xAD", "\"\xC3\xA9\xF0\x9F\x90\xAD\""},
        // Binary.
        {binary({}), R"({"souris_type":2,"bytes":[]})", R"({"bytes":[]})"},
        {binary({std::byte{0}, std::byte{97}, std::byte{255}}),
         R"({"souris_type":2,"bytes":[0,97,255]})", R"({"bytes":[0,97,255]})"},
        // Complex numbers.
        {Complex(3, -4), R"({"souris_type":5,"real":3,"imaginary":-4})",
         R"({"real":3,"imaginary":-4})"},
        {Complex(0, Integer::min()),
         R"({"souris_type":5,"real":0,"imaginary":{"souris_type":4,)"
         R"("integer":"-170141183460469231731687303715884105728"}})",
         "-"},
        {Complex::polar(2.5, -1.0), R"({"souris_type":5,"modulus":2.5,"argument":-1.0})",
         R"({"modulus":2.5,"argument":-1.0})"},
        {Complex::polar(std::numeric_limits<double>::infinity(), 0.0),
         R"({"souris_type":5,"modulus":{"souris_type":10,"bits":"7ff0000000000000"},)"
         R"("argument":0.0})",
         "-"},
        // Timestamps.
        {Timestamp{2024, 10, 30, 12, 34, 56, 789'000'000},
         R"({"souris_type":6,"timestamp":"2024-10-30T12:34:56.789"})",
         R"({"timestamp":"2024-10-30T12:34:56.789"})"},
        {Timestamp{-44, 3, 15, 0, 0, 0, 0},
         R"({"souris_type":6,"timestamp":"-0044-03-15T00:00:00"})",
         R"({"timestamp":"-0044-03-15T00:00:00"})"},
        {Timestamp{2016, 12, 31, 23, 59, 59, 1'000'000'001},
         R"({"souris_type":6,"timestamp":"2016-12-31T23:59:60.000000001"})",
         R"({"timestamp":"2016-12-31T23:59:60.000000001"})"},
        // JSON, unchanged.
        {json("null"), R"({"souris_type":7,"json":null})", "null"},
        {json("[1.50, {\"a\":-0}]"), R"({"souris_type":7,"json":[1.50, {"a":-0}]})",
         R"([1.50, {"a":-0}])"},
        {json(R"({"souris_type":4})"), R"({"souris_type":7,"json":{"souris_type":4}})",
         R"({"souris_type":4})"},
        // Time zones and addresses.
        {TimeZone::parse("Europe/London").value(),
         R"({"souris_type":12,"timezone":"Europe/London"})", R"({"timezone":"Europe/London"})"},
        {Ipv4(127, 0, 0, 1), R"({"souris_type":13,"octets":[127,0,0,1]})", "[127,0,0,1]"},
        {Ipv6({0x2001, 0xDB8, 0, 0, 0, 0, 0, 0xFFFF}),
         R"({"souris_type":14,"octets":[8193,3512,0,0,0,0,0,65535]})",
         "[8193,3512,0,0,0,0,0,65535]"},
        // Containers.
        {Array{}, "[]"},
        {Array{1, "two", nullptr, Array{}, Map{}}, R"([1,"two",null,[],{}])"},
        {Map{}, "{}"},
        {Map{{"a", 1}, {"", Array{2.5}}, {"\n", Map{{"b", true}}}},
         R"({"a":1,"":[2.5],"\n":{"b":true}})"},
        {Map{{"souris_type", 4}, {"integer", "5"}},
         R"({"souris_type":8,"map":{"souris_type":4,"integer":"5"}})",
         R"({"souris_type":4,"integer":"5"})"},
        {Map{{"x", Map{{"souris_type", Map{{"souris_type", nullptr}}}}}},
         R"({"x":{"souris_type":8,"map":{"souris_type":{"souris_type":8,)"
         R"("map":{"souris_type":null}}}}})",
         R"({"x":{"souris_type":{"souris_type":null}}})"},
    };
#if SOURIS_TEST_HAS_SIGNALLING_NANS
    rows.push_back(
        {f64(0xFFF4000000000000), R"({"souris_type":10,"bits":"fff4000000000000"})", "-"});
    rows.push_back({f32(0x7F800001), R"({"souris_type":15,"bits":"7f800001"})", "-"});
#endif
    return rows;
}

}  // namespace souris::test

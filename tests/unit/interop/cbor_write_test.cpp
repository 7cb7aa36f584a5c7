// SPDX-License-Identifier: MIT
#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/cbor.hpp>

#include "support/hex.hpp"
#include "support/signalling_nan.hpp"

using souris::Array;
using souris::Bytes;
using souris::CborWriteOptions;
using souris::Complex;
using souris::ErrorCode;
using souris::Integer;
using souris::Ipv4;
using souris::Ipv6;
using souris::JsonText;
using souris::Limits;
using souris::Map;
using souris::Sink;
using souris::TimeZone;
using souris::to_cbor;
using souris::Value;
using souris::test::to_hex;

namespace {

Value nested(std::size_t depth) {
    Value value;
    for (std::size_t i = 0; i < depth; ++i) {
        Array outer;
        outer.push_back(std::move(value));
        value = std::move(outer);
    }
    return value;
}

}  // namespace

TEST_CASE("values that CBOR has") {
    const struct {
        Value value;
        std::string_view hex;
    } rows[] = {
        {nullptr, "f6"},
        {false, "f4"},
        {true, "f5"},
        {23, "17"},
        {24, "1818"},
        {255, "18ff"},
        {256, "190100"},
        {65535, "19ffff"},
        {65536, "1a00010000"},
        {4294967295U, "1affffffff"},
        {4294967296U, "1b0000000100000000"},
        {-24, "37"},
        {-25, "3818"},
        {std::numeric_limits<std::int64_t>::min(), "3b7fffffffffffffff"},
        {Integer::parse("-18446744073709551616").value(), "3bffffffffffffffff"},
        {Integer::parse("-18446744073709551617").value(), "c349010000000000000000"},
        {Integer::max(), "c250ffffffffffffffffffffffffffffffff"},
        {Integer::min(), "c3507fffffffffffffffffffffffffffffff"},
        {0.0, "fb0000000000000000"},
        {-0.0F, "fa80000000"},
        {"\xC3\xA9", "62c3a9"},
        {std::string(24, 'a'), "7818616161616161616161616161616161616161616161616161"},
        {Value(Bytes(2)), "420000"},
        {Complex(-1, Integer::max()), "d9a7f88220c250ffffffffffffffffffffffffffffffff"},
        {souris::Timestamp{2024, 10, 30, 12, 34, 56, 789'000'000},
         "c07818323032342d31302d33305431323a33343a35362e3738395a"},
        {JsonText::parse("[1.50]").value(), "d90106465b312e35305d"},
        {Ipv4(127, 0, 0, 1), "d834447f000001"},
        {Ipv6({1, 2, 3, 4, 5, 6, 7, 0x89AB}),
         "d836500001000200030004000500060007"
         "89ab"},
        {Array{}, "80"},
        {Map{{"b", 1}, {"a", Array{nullptr}}}, "a2616201616181f6"},
        {Map{{"souris_type", 1}}, "a16b736f757269735f7479706501"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        CHECK(to_hex(to_cbor(row.value).value()) == row.hex);
    }
#if SOURIS_TEST_HAS_SIGNALLING_NANS
    CHECK(to_hex(to_cbor(std::bit_cast<float>(0x7F800001U)).value()) == "fa7f800001");
#endif
    CHECK(to_hex(to_cbor(Map{{"souris_type", 1}}, {.tagged = true}).value()) ==
          "a26b736f757269735f7479706508636d6170a16b736f757269735f7479706501");
    CHECK(to_hex(to_cbor(U'x', {.tagged = true}).value()) ==
          "a26b736f757269735f74797065006963686172616374657261"
          "78");
}

TEST_CASE("what cannot be written is an error that names its path") {
    const auto polar = Complex::polar(1.0, 2.0);
    const auto zone = TimeZone::parse("Europe/London").value();
    const auto bad_date = souris::Timestamp{2023, 2, 29, 0, 0, 0, 0};
    const struct {
        Value value;
        CborWriteOptions options;
        ErrorCode code;
        std::string_view path, detail;
    } rows[] = {
        {Array{1, U'x'}, {}, ErrorCode::unrepresentable, "/1", "no equivalent of a character"},
        {Map{{"a/b", zone}},
         {},
         ErrorCode::unrepresentable,
         "/a~1b",
         "no equivalent of a time zone"},
        {polar,
         {},
         ErrorCode::unrepresentable,
         "",
         "no equivalent of a complex number by modulus and argument"},
        {souris::Timestamp{10'000, 1, 1, 0, 0, 0, 0},
         {},
         ErrorCode::unrepresentable,
         "",
         "no equivalent of a year outside of 0 to 9999"},
        {souris::Timestamp{-1, 1, 1, 0, 0, 0, 0},
         {},
         ErrorCode::unrepresentable,
         "",
         "no equivalent of a year outside of 0 to 9999"},
        {Array{"\xFF"}, {}, ErrorCode::invalid_utf8, "/0", ""},
        {Map{{"\x80", 1}}, {}, ErrorCode::invalid_utf8, "/\x80", ""},
        {static_cast<char32_t>(0xD800), {.tagged = true}, ErrorCode::invalid_character, "", ""},
        {Array{bad_date}, {.tagged = true}, ErrorCode::invalid_timestamp, "/0", ""},
        {nested(3), {.limits = {.max_depth = 2}}, ErrorCode::limit_exceeded, "/0/0", "max_depth"},
        {Array{Complex(1, 2)},
         {.limits = {.max_depth = 1}},
         ErrorCode::limit_exceeded,
         "/0",
         "max_depth"},
        {Array{Complex(1, 2)},
         {.limits = {.max_nodes = 3}},
         ErrorCode::limit_exceeded,
         "/0",
         "max_nodes"},
        {Map{{"souris_type", 1}},
         {.tagged = true, .limits = {.max_depth = 1}},
         ErrorCode::limit_exceeded,
         "",
         "max_depth"},
        {Array{zone},
         {.tagged = true, .limits = {.max_depth = 1}},
         ErrorCode::limit_exceeded,
         "/0",
         "max_depth"},
        {Array{zone},
         {.tagged = true, .limits = {.max_nodes = 3}},
         ErrorCode::limit_exceeded,
         "/0",
         "max_nodes"},
        {Array{1, 2}, {.limits = {.max_nodes = 2}}, ErrorCode::limit_exceeded, "/1", "max_nodes"},
        {Array{"12345"},
         {.limits = {.max_string = 4}},
         ErrorCode::limit_exceeded,
         "/0",
         "max_string"},
        {Value(Bytes(5)),
         {.limits = {.max_string = 4}},
         ErrorCode::limit_exceeded,
         "",
         "max_string"},
        {JsonText::parse("[1,2]").value(),
         {.limits = {.max_string = 4}},
         ErrorCode::limit_exceeded,
         "",
         "max_string"},
        {Map{{"12345", 1}},
         {.limits = {.max_key = 4}},
         ErrorCode::limit_exceeded,
         "/12345",
         "max_key"},
        {"1234", {.limits = {.max_input = 4}}, ErrorCode::limit_exceeded, "", "max_input"},
    };
    for (const auto& row : rows) {
        CAPTURE(name_of(row.code));
        CAPTURE(row.path);
        const auto written = to_cbor(row.value, row.options);
        REQUIRE_FALSE(written);
        CHECK(written.error().code == row.code);
        CHECK(written.error().path == row.path);
        CHECK(written.error().detail == row.detail);
    }
}

TEST_CASE("values of any depth are written") {
    constexpr std::size_t depth = 100'000;
    const auto bytes = to_cbor(nested(depth), {.limits = Limits::unlimited()});
    CHECK(bytes.value().size() == depth + 1);
}

TEST_CASE("a sink that hands its chunks on gets the same, and tells its own failure") {
    Array array;
    for (int i = 0; i < 10'000; ++i)
        array.push_back(Array{i, "text", 0.5});
    const Value value = std::move(array);
    Bytes bytes;
    Sink chunks(
        [&](std::span<const std::byte> chunk) -> souris::Result<void> {
            bytes.insert(bytes.end(), chunk.begin(), chunk.end());
            return {};
        },
        100);
    REQUIRE(write_cbor(chunks, value));
    REQUIRE(chunks.finish());
    CHECK(bytes == to_cbor(value).value());

    Sink broken(
        [](std::span<const std::byte>) -> souris::Result<void> {
            return souris::failure(souris::Error(ErrorCode::io_error));
        },
        100);
    CHECK(write_cbor(broken, value));
    CHECK(broken.finish().error().code == ErrorCode::io_error);
}

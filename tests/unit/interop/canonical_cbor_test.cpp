// SPDX-License-Identifier: MIT
#include "interop/canonical_cbor.hpp"

#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/cbor.hpp>
#include <souris/msgpack.hpp>

#include "support/hex.hpp"
#include "support/signalling_nan.hpp"

using namespace souris;
using test::from_hex;
using test::to_hex;

namespace {

const CborWriteOptions canonical{.canonical = true};
const CborWriteOptions canonical_tagged{.tagged = true, .canonical = true};
const CborReadOptions canonical_only{.canonical = true};

std::string canonical_hex(const Value& value) {
    const auto bytes = to_cbor(value, canonical);
    REQUIRE(bytes);
    return to_hex(*bytes);
}

double f64(std::uint64_t bits) {
    return std::bit_cast<double>(bits);
}

}  // namespace

TEST_CASE("floating point numbers are as short as their values allow") {
    const struct {
        double number;
        std::string_view hex;
    } rows[] = {
        // RFC 8949, appendix A
        {0.0, "f90000"},
        {-0.0, "f98000"},
        {1.0, "f93c00"},
        {1.1, "fb3ff199999999999a"},
        {1.5, "f93e00"},
        {65504.0, "f97bff"},
        {100000.0, "fa47c35000"},
        {3.4028234663852886e+38, "fa7f7fffff"},
        {1.0e+300, "fb7e37e43c8800759c"},
        {5.960464477539063e-8, "f90001"},
        {0.00006103515625, "f90400"},
        {-4.0, "f9c400"},
        {-4.1, "fbc010666666666666"},
        {std::numeric_limits<double>::infinity(), "f97c00"},
        {-std::numeric_limits<double>::infinity(), "f9fc00"},
        // section 4.2.1
        {1000000.5, "fa49742408"},
        // The ends of the widths.
        {65505.0, "fa477fe100"},
        {65536.0, "fa47800000"},
        {0x1.ff8p-15, "f903ff"},
        {0x1.ffcp-15, "fa387fe000"},
        {0x1p-25, "fa33000000"},
        {0x1.8p-24, "fa33c00000"},
        {0x1p-126, "fa00800000"},
        {0x1p-149, "fa00000001"},
        {0x1p-150, "fb3690000000000000"},
        {0x1p-1034, "fb0000010000000000"},
        {0x1p128, "fb47f0000000000000"},
        // Payloads of NaN are a part of the value.
        {f64(0x7FF8000000000000), "f97e00"},
        {f64(0xFFF8000000000000), "f9fe00"},
        {f64(0x7FF8040000000000), "f97e01"},
#if SOURIS_TEST_HAS_SIGNALLING_NANS
        {f64(0x7FF0040000000000), "f97c01"},
#endif
        {f64(0x7FF8020000000000), "fa7fc01000"},
        {f64(0x7FF8000000000001), "fb7ff8000000000001"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        CHECK(canonical_hex(row.number) == row.hex);
        CHECK(value_from_cbor(from_hex(row.hex), canonical_only) == Value(row.number));
    }
}

TEST_CASE("a map is in the order of its encoded keys") {
    const Value map = Map{{"aa", 1},
                          {"b", Map{{"z", 1}, {"", 2}}},
                          {"a", 2},
                          {"\xC3\xA9", 3},
                          {std::string(24, 'a'), 4}};
    CHECK(canonical_hex(map) ==
          "a5"
          "6161"
          "02"
          "6162"
          "a2"
          "60"
          "02"
          "617a"
          "01"
          "626161"
          "01"
          "62c3a9"
          "03"
          "7818" +
              to_hex(Bytes(24, std::byte{'a'})) + "04");
    const auto back = value_from_cbor(*to_cbor(map, canonical), canonical_only);
    CHECK(back == map);
}

TEST_CASE("an f32 has no equivalent, since its width is not kept") {
    const Value value = Map{{"b", 1}, {"a", Array{1.5F}}};
    const auto refused = to_cbor(value, canonical);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message() == "value has no form here (no equivalent of an f32), in /a/0");
    CHECK(check_expressible(value, OtherFormat::canonical_cbor).error() == refused.error());
    CHECK(check_expressible(value, OtherFormat::cbor));

    const auto tagged = to_cbor(value, canonical_tagged);
    REQUIRE(tagged);
    CHECK(value_from_cbor(*tagged, canonical_only) == value);

    Value nearest = value;
    CHECK(approximate(nearest, OtherFormat::canonical_cbor) == 1);
    CHECK(nearest == Value(Map{{"b", 1}, {"a", Array{1.5}}}));
}

TEST_CASE("tagged maps and their wrappers are sorted, too") {
    CHECK(to_hex(*to_cbor(U'x', canonical_tagged)) ==
          "a2"
          "69"
          "636861726163746572"
          "6178"
          "6b"
          "736f757269735f74797065"
          "00");
    const Value wrapped = Map{{"souris_type", Map{{"souris_type", 1}, {"a", 2}}}};
    const auto bytes = to_cbor(wrapped, canonical_tagged);
    REQUIRE(bytes);
    CHECK(to_hex(*bytes) ==
          "a2"
          "636d6170"
          "a1"
          "6b736f757269735f74797065"
          "a2"
          "636d6170"
          "a2"
          "6161"
          "02"
          "6b736f757269735f74797065"
          "01"
          "6b736f757269735f74797065"
          "08"
          "6b736f757269735f74797065"
          "08");
    CHECK(value_from_cbor(*bytes, canonical_only) == wrapped);
}

TEST_CASE("other encodings are refused at the first byte that differs") {
    const struct {
        std::string_view hex;
        std::uint64_t offset;
    } rows[] = {
        {"1805", 0},
        {"82011805", 2},
        {"fa3fc00000", 0},
        {"fb3ff8000000000000", 0},
        {"f97e01", ~std::uint64_t{0}},
        {"a2616201616102", 2},
        {"a2626161016162"
         "02",
         1},
        {"a2616101616102", 0},
        {"9f01ff", 0},
        {"5f4101ff", 0},
        {"c24105", 0},
        {"c24a00010000000000000000", 1},
        {"d9d9f705", 0},
        {"d8ff", ~std::uint64_t{0} - 1},
        // Seconds since 1970, of a year that a date has no form for.
        {"c11b0000004000000000", 0},
    };
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        const auto value = value_from_cbor(from_hex(row.hex), canonical_only);
        if (row.offset == ~std::uint64_t{0}) {
            CHECK(value);
            continue;
        }
        REQUIRE_FALSE(value);
        if (row.offset == ~std::uint64_t{0} - 1) {
            CHECK(value.error().code != ErrorCode::not_canonical);
            continue;
        }
        CHECK(value.error().code == ErrorCode::not_canonical);
        CHECK(value.error().offset == row.offset);
        CHECK(value_from_cbor(from_hex(row.hex)));
    }
}

TEST_CASE("checking is within the limits") {
    const Value value = Map{{"text", std::string(100'000, 'x')}};
    const auto bytes = to_cbor(value, canonical);
    REQUIRE(bytes);
    CborReadOptions options = canonical_only;
    options.limits.max_memory = 400'000;
    CHECK_FALSE(value_from_cbor(*bytes, options));
    CHECK(value_from_cbor(*bytes, options).error().message() == "limit exceeded (max_memory)");
    options.canonical = false;
    CHECK(value_from_cbor(*bytes, options));
}

TEST_CASE("every width is read as f64 if wanted") {
    const CborReadOptions wide{.wide_floats = true};
    CHECK(value_from_cbor(from_hex("83f93e00fa3fc00000fb3ff8000000000000"), wide) ==
          Value(Array{1.5, 1.5, 1.5}));
    CHECK(value_from_msgpack(from_hex("92ca3fc00000cb3ff8000000000000"), wide) ==
          Value(Array{1.5, 1.5}));
}

TEST_CASE("MessagePack has no canonical form") {
    const auto written = to_msgpack(1, canonical);
    REQUIRE_FALSE(written);
    CHECK(written.error().message() ==
          "contradictory options (canonical form and MessagePack, which has none)");
    Sink sink;
    CHECK(write_msgpack(sink, 1, canonical).error() == written.error());
    CHECK(value_from_msgpack(from_hex("01"), canonical_only).error() == written.error());
}

// SPDX-License-Identifier: MIT
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <souris/cbor.hpp>
#include <souris/json.hpp>

#include "support/hex.hpp"
#include "support/signalling_nan.hpp"
#include "unit/interop/cbor_appendix.hpp"
#include "unit/value/counting_resource.hpp"

using souris::Array;
using souris::Bytes;
using souris::CborReadOptions;
using souris::Complex;
using souris::ErrorCode;
using souris::Integer;
using souris::Ipv4;
using souris::Ipv6;
using souris::JsonText;
using souris::Map;
using souris::Timestamp;
using souris::to_cbor;
using souris::Value;
using souris::value_from_cbor;
using souris::value_from_json;
using souris::test::from_hex;
using souris::test::to_hex;

TEST_CASE("the examples of RFC 8949") {
    for (const auto& row : souris::test::cbor_appendix_a) {
        CAPTURE(row.hex);
        const auto read = value_from_cbor(from_hex(row.hex));
        std::uint64_t losses = 0;
        const auto lossy = value_from_cbor(from_hex(row.hex), {.lossy = true, .losses = &losses});
        if (row.json == "-") {
            REQUIRE_FALSE(read);
            CHECK(souris::kind_of(read.error().code) == souris::ErrorKind::bad_input);
            CHECK(lossy.value() == value_from_json(row.nearest).value());
            CHECK(losses != 0);
            continue;
        }
        CHECK(read.value() == value_from_json(row.json).value());
        CHECK(lossy == read);
        CHECK(losses == 0);
        CHECK(to_hex(to_cbor(*read).value()) == (row.written.empty() ? row.hex : row.written));
    }
}

TEST_CASE("what is not well-formed") {
    for (const std::string_view hex : souris::test::cbor_appendix_f) {
        CAPTURE(hex);
        // Lossy, so that keys of other types are no error.
        const auto read = value_from_cbor(from_hex(hex), {.lossy = true});
        REQUIRE_FALSE(read);
        const ErrorCode code = read.error().code;
        const bool is_about_form = code == ErrorCode::truncated ||
                                   code == ErrorCode::length_exceeds_input ||
                                   code == ErrorCode::malformed_item;
        CHECK(is_about_form);
        CHECK_FALSE(value_from_cbor(from_hex(hex)).has_value());
    }
}

TEST_CASE("nothing that is cut is read, nor anything with more after it") {
    for (const auto& row : souris::test::cbor_appendix_a) {
        CAPTURE(row.hex);
        Bytes bytes = from_hex(row.hex);
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            CHECK_FALSE(value_from_cbor(std::span(bytes).first(size)).has_value());
        }
        if (row.json == "-") continue;
        bytes.push_back(std::byte{0});
        const auto longer = value_from_cbor(bytes);
        REQUIRE_FALSE(longer);
        CHECK(longer.error().code == ErrorCode::trailing_bytes);
        CHECK(longer.error().offset == bytes.size() - 1);
    }
}

TEST_CASE("tags that are types") {
    const auto single = [](std::uint32_t bits) { return Value(std::bit_cast<float>(bits)); };
    const auto time = [](std::string_view text) { return Value(Timestamp::parse(text).value()); };
    const struct {
        std::string_view hex;
        Value value;
    } rows[] = {
        // Tag 55799 (self-described CBOR) on any item.
        {"d9d9f7 01", 1},
        {"d9d9f7 d9d9f7 82 d9d9f7 01 02", Array{1, 2}},
        {"c2 d9d9f7 41 05", 5},
        // Bignums.
        {"c2 40", 0},
        {"c3 40", -1},
        {"c2 45 0000000001", 1},
        {"c2 50 ffffffffffffffffffffffffffffffff", Integer::max()},
        {"c3 50 7fffffffffffffffffffffffffffffff", Integer::min()},
        {"c2 5f 41 01 42 0000 ff", 65536},
        {"c2 52 0000 ffffffffffffffffffffffffffffffff", Integer::max()},
        // Times.
        {"c1 00", time("1970-01-01T00:00:00")},
        {"c1 20", time("1969-12-31T23:59:59")},
        {"c1 1b 0000003afff4417f", time("9999-12-31T23:59:59")},
        {"c1 3b 0000000e7791f6ff", time("0001-01-01T00:00:00")},
        {"c1 3b 00f0c2ba7974f57f", time("-2147483648-01-01T00:00:00")},
        {"c1 f9 3800", time("1970-01-01T00:00:00.5")},
        {"c1 fa bf000000", time("1969-12-31T23:59:59.5")},
        {"c1 fb 3fefffffffffffff", time("1970-01-01T00:00:01")},
        {"c0 74 323031322d30362d33305432333a35393a36305a", time("2012-06-30T23:59:60")},
        {"c0 74 323031322d30362d33307432333a35393a35397a", time("2012-06-30T23:59:59")},
        {"c0 78 19 323031322d30362d33305432333a35393a35392b30303a3030",
         time("2012-06-30T23:59:59")},
        {"c0 78 19 323031322d30362d33305432333a35393a35392d30303a3030",
         time("2012-06-30T23:59:59")},
        // Addresses, in both registrations.
        {"d834 44 c0000201", Ipv4(192, 0, 2, 1)},
        {"d90104 44 c0000201", Ipv4(192, 0, 2, 1)},
        {"d836 50 20010db8000000000000000000000001", Ipv6({0x2001, 0xDB8, 0, 0, 0, 0, 0, 1})},
        {"d90104 50 20010db8000000000000000000000001", Ipv6({0x2001, 0xDB8, 0, 0, 0, 0, 0, 1})},
        // JSON, complex numbers.
        {"d90106 47 5b312e35302c5d", Value()},  // Not JSON; tested below.
        {"d90106 46 5b312e35305d", JsonText::parse("[1.50]").value()},
        {"d9a7f8 82 03 23", Complex(3, -4)},
        {"d9a7f8 9f 03 c249010000000000000000 ff",
         Complex(3, Integer::parse("18446744073709551616").value())},
        // Bits of a NaN.
        {"f9 7e01", single(0x7FC02000)},
        {"f9 8001", single(0xB3800000)},
        {"f9 03ff", single(0x387FC000)},
        // Non-minimal encodings.
        {"1b 0000000000000001", 1},
        {"5b 0000000000000001 00", Value(Bytes(1))},
        // Repeated keys.
        {"a3 6161 01 6162 02 6161 03", Map{{"a", 3}, {"b", 2}}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        const auto read = value_from_cbor(from_hex(row.hex));
        if (row.value.is_null()) {
            CHECK(read.error().code == ErrorCode::invalid_json);
        } else {
            CHECK(read.value() == row.value);
        }
    }
#if SOURIS_TEST_HAS_SIGNALLING_NANS
    CHECK(value_from_cbor(from_hex("f9 fc01")).value() == single(0xFF802000));
    CHECK(value_from_cbor(from_hex("fa 7f800001")).value() == single(0x7F800001));
    CHECK(value_from_cbor(from_hex("fb 7ff0000000000001")).value() ==
          std::bit_cast<double>(0x7FF0000000000001U));
#endif
}

TEST_CASE("what is refused, and where") {
    const struct {
        std::string_view hex;
        ErrorCode code;
        std::uint64_t offset;
        std::string_view path, detail;
        CborReadOptions options = {};
    } rows[] = {
        {"", ErrorCode::truncated, 0, "", ""},
        {"82 01", ErrorCode::truncated, 0, "", ""},
        {"9f 01", ErrorCode::truncated, 2, "/1", ""},
        {"82 01 61", ErrorCode::truncated, 2, "/1", ""},
        {"81 5b 00000100 00000000", ErrorCode::truncated, 1, "/0", ""},
        {"81 5b 00000100 00000001", ErrorCode::length_exceeds_input, 1, "/0", ""},
        {"bb ffffffffffffffff", ErrorCode::length_exceeds_input, 0, "", ""},
        {"82 01 62 c328", ErrorCode::invalid_utf8, 2, "/1", ""},
        {"a1 61 c3 00", ErrorCode::invalid_utf8, 1, "", ""},
        {"a1 6161 7f 61c3 61a9 ff", ErrorCode::invalid_utf8, 3, "/a", ""},
        {"82 01 1c", ErrorCode::malformed_item, 2, "/1", "reserved additional information"},
        {"81 1f", ErrorCode::malformed_item, 1, "/0", "a number of indefinite length"},
        {"9f 5f 6100 ff ff", ErrorCode::malformed_item, 1, "/0",
         "in a string of indefinite length"},
        {"bf 6161 ff", ErrorCode::malformed_item, 3, "/a", "an end where nothing may end"},
        {"81 f818", ErrorCode::malformed_item, 1, "/0",
         "a simple value in more bytes than it may take"},
        {"81 f7", ErrorCode::no_equivalent, 1, "/0", "simple value 23"},
        {"81 d818 40", ErrorCode::no_equivalent, 1, "/0", "tag 24"},
        {"81 c0 c1 00", ErrorCode::no_equivalent, 2, "/0", "tag 0"},
        {"c0 00", ErrorCode::malformed_item, 1, "", "tag 0 on what it is not meant for"},
        {"c1 6130", ErrorCode::malformed_item, 1, "", "tag 1 on what it is not meant for"},
        {"c2 01", ErrorCode::malformed_item, 1, "", "tag 2 on what it is not meant for"},
        {"c2 f6", ErrorCode::malformed_item, 1, "", "tag 2 on what it is not meant for"},
        {"c2 80", ErrorCode::malformed_item, 1, "", "tag 2 on what it is not meant for"},
        {"d834 43 c00002", ErrorCode::malformed_item, 2, "", "tag 52 on what it is not meant for"},
        {"d836 44 c0000201", ErrorCode::malformed_item, 2, "",
         "tag 54 on what it is not meant for"},
        {"d834 82 18 18 43 c00002", ErrorCode::no_equivalent, 2, "", "an address with a prefix"},
        {"d90104 46 000102030405", ErrorCode::no_equivalent, 3, "", "a hardware address"},
        {"c2 51 01 00000000000000000000000000000000", ErrorCode::integer_out_of_range, 1, "", ""},
        {"c3 50 80000000000000000000000000000000", ErrorCode::integer_out_of_range, 1, "", ""},
        {"c3 50 ffffffffffffffffffffffffffffffff", ErrorCode::integer_out_of_range, 1, "", ""},
        {"c1 1b ffffffffffffffff", ErrorCode::invalid_timestamp, 1, "", "beyond all years"},
        {"c1 1b 7fffffffffffffff", ErrorCode::invalid_timestamp, 1, "", "beyond all years"},
        {"c1 f9 7e00", ErrorCode::invalid_timestamp, 1, "", "beyond all years"},
        {"c1 f9 fc00", ErrorCode::invalid_timestamp, 1, "", "beyond all years"},
        {"c0 60", ErrorCode::invalid_timestamp, 1, "", "wanted a date-time of RFC 3339"},
        // No offset; an invalid month; a sign; an offset of a day.
        {"c0 73 323031322d30362d33305432333a35393a3539", ErrorCode::invalid_timestamp, 1, "",
         "wanted a date-time of RFC 3339"},
        {"c0 74 323031322d31332d33305432333a35393a35395a", ErrorCode::invalid_timestamp, 1, "",
         "wanted a date-time of RFC 3339"},
        {"c0 75 2b323031322d30362d33305432333a35393a35395a", ErrorCode::invalid_timestamp, 1, "",
         "wanted a date-time of RFC 3339"},
        {"c0 78 19 323031322d30362d33305432333a35393a35392b32343a3030",
         ErrorCode::invalid_timestamp, 1, "", "wanted a date-time of RFC 3339"},
        {"c0 78 19 323031322d30362d33305432333a35393a35392b30313a3030", ErrorCode::no_equivalent, 1,
         "", "an offset from UTC"},
        {"a1 01 02", ErrorCode::expected_string, 1, "", "as a map's key"},
        {"81 a1 41 61 02", ErrorCode::expected_string, 2, "/0", "as a map's key"},
        {"a1 80 02", ErrorCode::expected_string, 1, "", "as a map's key", {.lossy = true}},
        {"a1 41 61 02", ErrorCode::expected_string, 1, "", "as a map's key", {.lossy = true}},
        {"d9a7f8 81 01", ErrorCode::malformed_item, 4, "",
         "a complex number that is not of two numbers"},
        {"81 d9a7f8 82 01 f93c00", ErrorCode::no_equivalent, 6, "/0",
         "a complex number that is not of integers"},
        {"a2 6161 01 6161 01", ErrorCode::duplicate_key, 6, "", "", {.strict = true}},
        {"81 a1 6b 736f757269735f74797065 18 20", ErrorCode::invalid_tagged_json, 14, "/0",
         "wanted the number of a type with a tagged form"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        const auto read = value_from_cbor(from_hex(row.hex), row.options);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == row.code);
        CHECK(read.error().offset == row.offset);
        CHECK(read.error().path == row.path);
        CHECK(read.error().detail == row.detail);
    }
}

TEST_CASE("values whose keys come again are named") {
    const struct {
        std::string_view hex;
        bool lossy;
        Value value;
        std::vector<std::string> paths;
    } rows[] = {
        {"a2 01 61 61 61 31 61 62", true, Map{{"1", "b"}}, {"/1"}},
        {"a2 61 61 01 61 61 02", false, Map{{"a", 2}}, {"/a"}},
        // In an array in a map, with repeated keys of all kinds and indefinite lengths.
        {"a1 61 6d 82 00 bf f5 01 64 74727565 02 f5 03 ff",
         true,
         Map{{"m", Array{0, Map{{"true", 3}}}}},
         {"/m/1/true", "/m/1/true"}},
        {"a2 61 61 01 61 62 02", true, Map{{"a", 1}, {"b", 2}}, {}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        souris::DroppedValues dropped;
        const auto read =
            value_from_cbor(from_hex(row.hex), {.lossy = row.lossy, .dropped = &dropped});
        CHECK(read.value() == row.value);
        CHECK(dropped.paths == row.paths);
        CHECK(dropped.count == row.paths.size());
    }
}

TEST_CASE("what comes near") {
    const struct {
        std::string_view hex;
        Value value;
        std::uint64_t losses;
    } rows[] = {
        {"a4 01 01 20 02 f5 03 f6 04", Map{{"1", 1}, {"-1", 2}, {"true", 3}, {"null", 4}}, 4},
        {"a1 fb 3ff8000000000000 01", Map{{"1.5", 1}}, 1},
        {"82 f7 d818 c0 74 323031322d30362d33305432333a35393a35395a",
         Array{nullptr, Timestamp::parse("2012-06-30T23:59:59").value()}, 2},
        {"d9a7f8 82 01 f93c00", Array{1, 1.0F}, 1},
        {"d90104 46 000102030405", Value(from_hex("000102030405")), 1},
        {"c0 78 19 323031322d30362d33305432333a35393a36302b30313a3330",
         Timestamp::parse("2012-06-30T22:29:60").value(), 1},
        {"c0 78 19 323031322d30362d33305432333a35393a35392d30313a3330",
         Timestamp::parse("2012-07-01T01:29:59").value(), 1},
    };
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        std::uint64_t losses = 0;
        const auto read = value_from_cbor(from_hex(row.hex), {.lossy = true, .losses = &losses});
        CHECK(read.value() == row.value);
        CHECK(losses == row.losses);
    }
}

TEST_CASE("deep and wide input is read without recursion") {
    constexpr std::size_t depth = 100'000;
    CborReadOptions options;
    options.limits = souris::Limits::unlimited();
    Bytes bytes = souris::test::repeated("81", depth);
    bytes.push_back(std::byte{0x01});
    CHECK(value_from_cbor(bytes, options).has_value());
    bytes = souris::test::repeated("9f", depth);
    bytes.resize(2 * depth, std::byte{0xFF});
    CHECK(value_from_cbor(bytes, options).has_value());
    // Tagged maps whose enclosing maps are still incomplete.
    bytes = souris::test::repeated("a1636d6170", depth);
    bytes.push_back(std::byte{0xA0});
    CHECK(value_from_cbor(bytes, options).has_value());
    // Nested tags take no memory.
    bytes = souris::test::repeated("d9d9f7", depth);
    bytes.push_back(std::byte{0x01});
    CHECK(value_from_cbor(bytes, options).value() == Value(1));
}

TEST_CASE("memory is bounded by the size of the input") {
    constexpr std::size_t count = 100'000;
    const Bytes inputs[] = {
        from_hex("9f" + to_hex(souris::test::repeated("00", count)) + "ff"),
        from_hex("9f" + to_hex(souris::test::repeated("8100", count)) + "ff"),
        from_hex("bf" + to_hex(souris::test::repeated("6000", count)) + "ff"),
        from_hex("9f" + to_hex(souris::test::repeated("a16000", count)) + "ff"),
        from_hex(to_hex(souris::test::repeated("81", count)) + "00"),
        from_hex(to_hex(souris::test::repeated("a160", count)) + "00"),
        from_hex("5f" + to_hex(souris::test::repeated("4100", count)) + "ff"),
    };
    for (const Bytes& bytes : inputs) {
        CborReadOptions options;
        options.limits.max_depth = count;
        options.limits.max_memory = 160 * bytes.size() + 4096;
        CHECK(value_from_cbor(bytes, options).has_value());
    }
}

TEST_CASE("memory comes from the resource") {
    souris::test::CountingResource resource;
    {
        const Value value = Map{{"a key that takes memory of its own",
                                 Array{"text that takes memory of its own", Complex(1, 2)}}};
        const auto read = value_from_cbor(to_cbor(value).value(), {.resource = &resource});
        CHECK(read.value() == value);
        CHECK(resource.allocation_count() != 0);
    }
}

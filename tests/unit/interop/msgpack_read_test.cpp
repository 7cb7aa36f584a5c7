// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/msgpack.hpp>

#include "support/hex.hpp"
#include "unit/interop/msgpack_rows.hpp"
#include "unit/value/counting_resource.hpp"

using souris::Array;
using souris::Bytes;
using souris::ErrorCode;
using souris::Map;
using souris::MsgpackReadOptions;
using souris::to_msgpack;
using souris::Value;
using souris::value_from_msgpack;
using souris::test::from_hex;

TEST_CASE("every format, in every way that it may be written") {
    for (const auto& row : souris::test::msgpack_rows()) {
        for (const std::string_view hex : row.hex) {
            CAPTURE(hex);
            CHECK(value_from_msgpack(from_hex(hex)).value() == row.value);
        }
    }
}

TEST_CASE("nothing that is cut is read, nor anything with more after it") {
    for (const auto& row : souris::test::msgpack_rows()) {
        for (const std::string_view hex : row.hex) {
            CAPTURE(hex);
            Bytes bytes = from_hex(hex);
            for (std::size_t size = 0; size < bytes.size(); ++size) {
                const auto cut = value_from_msgpack(std::span(bytes).first(size));
                REQUIRE_FALSE(cut);
                CHECK(cut.error().code == ErrorCode::truncated);
            }
            bytes.push_back(std::byte{0});
            const auto longer = value_from_msgpack(bytes);
            REQUIRE_FALSE(longer);
            CHECK(longer.error().code == ErrorCode::trailing_bytes);
            CHECK(longer.error().offset == bytes.size() - 1);
        }
    }
}

TEST_CASE("what is refused, and where") {
    const struct {
        std::string_view hex;
        ErrorCode code;
        std::uint64_t offset;
        std::string_view path, detail;
        MsgpackReadOptions options = {};
    } rows[] = {
        {"", ErrorCode::truncated, 0, "", ""},
        {"92 01", ErrorCode::truncated, 0, "", ""},
        {"92 01 a1", ErrorCode::truncated, 2, "/1", ""},
        {"81 a161 cd", ErrorCode::truncated, 3, "/a", ""},
        {"dd ffffffff", ErrorCode::truncated, 0, "", ""},
        {"df ffffffff 00", ErrorCode::truncated, 0, "", ""},
        {"db ffffffff 00", ErrorCode::truncated, 0, "", ""},
        {"91 c1", ErrorCode::malformed_item, 1, "/0", "the byte that is never used"},
        {"92 01 a2 c328", ErrorCode::invalid_utf8, 2, "/1", ""},
        {"81 a1 c3 00", ErrorCode::invalid_utf8, 1, "", ""},
        {"91 d4 05 00", ErrorCode::no_equivalent, 1, "/0", "extension 5"},
        {"91 c7 00 80", ErrorCode::no_equivalent, 1, "/0", "extension -128"},
        {"d5 ff 0000", ErrorCode::malformed_item, 0, "", "a timestamp of none of the three sizes"},
        {"c7 00 ff", ErrorCode::malformed_item, 0, "", "a timestamp of none of the three sizes"},
        {"d7 ff ee6b280000000000", ErrorCode::invalid_timestamp, 0, "",
         "more nanoseconds than a second has"},
        {"c7 0c ff 3b9aca00 0000000000000000", ErrorCode::invalid_timestamp, 0, "",
         "more nanoseconds than a second has"},
        {"c7 0c ff 00000000 7fffffffffffffff", ErrorCode::invalid_timestamp, 0, "",
         "beyond all years"},
        {"81 01 02", ErrorCode::expected_string, 1, "", "as a map's key"},
        {"91 81 c4 01 61 02", ErrorCode::expected_string, 2, "/0", "as a map's key"},
        {"81 90 02", ErrorCode::expected_string, 1, "", "as a map's key", {.lossy = true}},
        {"81 d4 05 00 02", ErrorCode::expected_string, 1, "", "as a map's key", {.lossy = true}},
        {"82 a161 01 a161 01", ErrorCode::duplicate_key, 6, "", "", {.strict = true}},
        {"91 81 ab 736f757269735f74797065 20", ErrorCode::invalid_tagged_json, 14, "/0",
         "wanted the number of a type with a tagged form"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        const auto read = value_from_msgpack(from_hex(row.hex), row.options);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == row.code);
        CHECK(read.error().offset == row.offset);
        CHECK(read.error().path == row.path);
        CHECK(read.error().detail == row.detail);
    }
}

TEST_CASE("extensions that nobody knows are kept where losses are wanted") {
    const auto kept = [](int type, std::string_view data) {
        return Value(Map{{"extension", type}, {"data", from_hex(data)}});
    };
    const struct {
        std::string_view hex;
        Value value;
    } rows[] = {
        {"d4 01 10", kept(1, "10")},
        {"d5 02 2021", kept(2, "2021")},
        {"d6 03 30313233", kept(3, "30313233")},
        {"d7 04 4041424344454647", kept(4, "4041424344454647")},
        {"d8 05 505152535455565758595a5b5c5d5e5f", kept(5, "505152535455565758595a5b5c5d5e5f")},
        {"c7 00 06", kept(6, "")},
        {"c7 03 07 707172", kept(7, "707172")},
        {"c8 0003 08 707172", kept(8, "707172")},
        {"c9 00000003 80 707172", kept(-128, "707172")},
        {"91 d4 7f 10", Array{kept(127, "10")}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        std::uint64_t losses = 0;
        const auto read = value_from_msgpack(from_hex(row.hex), {.lossy = true, .losses = &losses});
        CHECK(read.value() == row.value);
        CHECK(losses == 1);
        CHECK(value_from_msgpack(from_hex(row.hex)).error().code == ErrorCode::no_equivalent);
    }
    const auto keys = value_from_msgpack(from_hex("82 ff 01 ca3fc00000 02"), {.lossy = true});
    CHECK(keys.value() == Map{{"-1", 1}, {"1.5", 2}});
    const auto repeated = value_from_msgpack(from_hex("83 a161 01 a162 02 a161 03"));
    CHECK(repeated.value() == Map{{"a", 3}, {"b", 2}});
}

TEST_CASE("deep input is read without recursion") {
    constexpr std::size_t depth = 100'000;
    MsgpackReadOptions options;
    options.limits = souris::Limits::unlimited();
    Bytes bytes = souris::test::repeated("91", depth);
    bytes.push_back(std::byte{0x01});
    CHECK(value_from_msgpack(bytes, options).has_value());
    bytes = souris::test::repeated("81a36d6170", depth);
    bytes.push_back(std::byte{0x80});
    CHECK(value_from_msgpack(bytes, options).has_value());
}

TEST_CASE("memory comes from the resource") {
    souris::test::CountingResource resource;
    const Value value =
        Map{{"a key that takes memory of its own", Array{"text that takes memory of its own"}}};
    const auto read = value_from_msgpack(to_msgpack(value).value(), {.resource = &resource});
    CHECK(read.value() == value);
    CHECK(resource.allocation_count() != 0);
}

// SPDX-License-Identifier: MIT
#include <limits>
#include <string>

#include <doctest/doctest.h>

#include <souris/codec.hpp>

#include "support/hex.hpp"

using namespace souris;
using test::from_hex;
using test::repeated;

namespace {

struct Refused {
    const char* hex;
    ErrorCode code;
    std::uint64_t offset;
    const char* path;
};

}  // namespace

TEST_CASE("values of every type") {
    struct Row {
        const char* hex;
        Value value;
    };
    const Row rows[] = {
        {"0061", U'a'},
        {"00f209f401", U'\U0001f409'},
        {"1000", ""},
        {"1002c3a9", "\u00e9"},
        {"200100", Bytes(1)},
        {"2000", Bytes()},
        {"30", false},
        {"31", true},
        {"4005", 5U},
        {"4105", 5},
        {"42ff00000000000000000000000000000080", Integer::min()},
        {"40ffffffffffffffffffffffffffffffffff", Integer::max()},
        {"5403f0fc", Complex(3U, -4)},
        {"50000000000000f03f000000000000e03f", Complex::polar(1.0, 0.5)},
        {"61f1e807021d0c0000f30065cd1d", Timestamp{2024, 2, 29, 12, 0, 0, 500'000'000}},
        {"62d4030f0c000000", Timestamp{-44, 3, 15, 12, 0, 0, 0}},
        {"7010025b5d", *JsonText::parse("[]")},
        {"80", Map()},
        {"821001614001", Map{{"a", 1U}}},
        {"90", nullptr},
        {"a0000000000000f83f", 1.5},
        {"a00000000000000080", -0.0},
        {"a0010000000000f87f", std::bit_cast<double>(std::uint64_t{0x7FF8000000000001})},
        {"b0", Array()},
        {"b49031", Array{nullptr, true}},
        {"b10731313131313131", Array{true, true, true, true, true, true, true}},
        {"be31313131313131", Array{true, true, true, true, true, true, true}},
        {"c010035554 43", *TimeZone::parse("UTC")},
        {"d07f000001", Ipv4(127, 0, 0, 1)},
        {"e00120b80d000000000000000000000100", Ipv6({0x2001, 0xdb8, 0, 0, 0, 0, 0, 1})},
        {"f00000003f", 0.5F},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.hex));
        const auto value = decode_value(from_hex(row.hex));
        REQUIRE(value.has_value());
        CHECK(*value == row.value);
    }
}

TEST_CASE("the sign state survives") {
    CHECK(decode_value(from_hex("4005"))->integer().sign_state() == SignState::unsigned_number);
    CHECK(decode_value(from_hex("4105"))->integer().sign_state() == SignState::signed_non_negative);
}

TEST_CASE("what is refused, and where") {
    const Refused rows[] = {
        {"", ErrorCode::truncated, 0, ""},
        {"40", ErrorCode::truncated, 1, ""},
        {"40f1", ErrorCode::truncated, 1, ""},
        {"b49040", ErrorCode::truncated, 3, "/1"},
        {"43", ErrorCode::invalid_sign_state, 0, ""},
        {"42ff00000000000000000000000000000000", ErrorCode::invalid_negative, 1, ""},
        {"00f200d8", ErrorCode::truncated, 1, ""},
        {"00f100d8", ErrorCode::invalid_character, 1, ""},
        {"00ff00000000000000000000000000000080", ErrorCode::invalid_character, 1, ""},
        {"1002c328", ErrorCode::invalid_utf8, 1, ""},
        {"100561", ErrorCode::truncated, 1, ""},
        {"10ffffffffffffffffffffffffffffffffff", ErrorCode::length_exceeds_input, 1, ""},
        {"1100", ErrorCode::missing_text_table, 0, ""},
        {"29", ErrorCode::unknown_compression, 0, ""},
        {"24000000", ErrorCode::bad_block, 1, ""},
        {"5a0000", ErrorCode::invalid_complex_form, 0, ""},
        {"61f1e8070d0100000000", ErrorCode::invalid_timestamp, 1, ""},
        {"61f1e807021e00000000", ErrorCode::invalid_timestamp, 1, ""},
        // The field that is wrong comes before the end, and before what else is wrong.
        {"61f1e8070d", ErrorCode::invalid_timestamp, 1, ""},
        {"61f1e807021e0018", ErrorCode::invalid_timestamp, 1, ""},
        {"61f1e8070101", ErrorCode::truncated, 6, ""},
        {"70400100", ErrorCode::expected_string, 1, ""},
        {"7010015b", ErrorCode::invalid_json, 1, ""},
        {"c010022f61", ErrorCode::invalid_timezone, 1, ""},
        {"c090", ErrorCode::expected_string, 1, ""},
        {"824001614001", ErrorCode::expected_string, 1, ""},
        {"8210016141", ErrorCode::truncated, 5, "/a"},
        {"8210016143", ErrorCode::invalid_sign_state, 4, "/a"},
        {"82100161b28210012f43", ErrorCode::invalid_sign_state, 9, "/a/0/~1"},
        {"b1ffffffffffffffffffffffffffffffffff", ErrorCode::length_exceeds_input, 1, ""},
        {"b1f10102", ErrorCode::truncated, 1, ""},
        {"81ffffffffffffffffffffffffffffffffff", ErrorCode::length_exceeds_input, 1, ""},
        {"b6b69090b690909090", ErrorCode::truncated, 4, "/0/2"},
    };
    for (const Refused& row : rows) {
        CAPTURE(std::string(row.hex));
        const auto value = decode_value(from_hex(row.hex));
        REQUIRE_FALSE(value.has_value());
        CHECK(name_of(value.error().code) == name_of(row.code));
        CHECK(value.error().offset == row.offset);
        CHECK(value.error().path == row.path);
    }
}

TEST_CASE("a repeated key: the last value wins, in the first one's place") {
    const Bytes bytes = from_hex("86 100161 4001 100162 4002 100161 4003");
    const auto value = decode_value(bytes);
    REQUIRE(value.has_value());
    REQUIRE(value->entries().size() == 2);
    CHECK(value->entries()[0].key() == "a");
    CHECK(value->entries()[0].value == Value(3));
    const auto strict = decode_value(bytes, {.strict = true});
    REQUIRE_FALSE(strict.has_value());
    CHECK(strict.error().code == ErrorCode::duplicate_key);
    CHECK(strict.error().offset == bytes.size());
}

TEST_CASE("strict reading refuses longer integers wherever they stand, before what they say") {
    for (const char* const hex : {
             "40f005",
             "10f00161",
             "81f000",
             "b1f000",
             "00f061",
             "00f200d800",  // a surrogate
             "56f00304",
             "5603f004",
             "61f101000101000000",
             "6101f00d0100000000",
             "20f000",
             "20f00161",
             "21f0020a00",
             "22f000",
             "22f0050650 68656c6c6f",
             "2205f00650 68656c6c6f",
             "2301f00307",
             "23020001610162f00101",
             "24f0000106",
             "2400f00106",
         }) {
        CAPTURE(std::string(hex));
        const auto value = decode_value(from_hex(hex), {.strict = true});
        REQUIRE_FALSE(value.has_value());
        CHECK(name_of(value.error().code) == "non_minimal_integer");
    }
    // But not before what is missing.
    const auto value = decode_value(from_hex("10f7ffffffffffffff00"), {.strict = true});
    REQUIRE_FALSE(value.has_value());
    CHECK(name_of(value.error().code) == "length_exceeds_input");
}

TEST_CASE("strict reading refuses what no careful writer makes") {
    struct Row {
        const char* hex;
        ErrorCode code;
    };
    for (const Row row :
         {Row{"9090", ErrorCode::trailing_bytes}, Row{"91", ErrorCode::reserved_bits},
          Row{"33", ErrorCode::reserved_bits}, Row{"b190", ErrorCode::truncated},
          Row{"40f005", ErrorCode::non_minimal_integer}, Row{"40f20500", ErrorCode::truncated},
          Row{"40f10500", ErrorCode::non_minimal_integer},
          Row{"42f1ffff", ErrorCode::non_minimal_integer},
          Row{"10f00161", ErrorCode::non_minimal_integer},
          Row{"b1f00190", ErrorCode::non_minimal_integer},
          Row{"00f061", ErrorCode::non_minimal_integer}}) {
        CAPTURE(std::string(row.hex));
        const auto strict = decode_value(from_hex(row.hex), {.strict = true});
        REQUIRE_FALSE(strict.has_value());
        CHECK(name_of(strict.error().code) == name_of(row.code));
        if (row.code != ErrorCode::truncated) CHECK(decode_value(from_hex(row.hex)).has_value());
    }
}

TEST_CASE("limits") {
    const auto code_of = [](const char* hex, Limits limits) {
        const auto value = decode_value(from_hex(hex), {.limits = limits});
        return value ? std::string("read") : value.error().detail;
    };
    Limits limits;
    limits.max_depth = 2;
    CHECK(code_of("b2b0", limits) == "read");
    CHECK(code_of("b2b290", limits) == "read");
    CHECK(code_of("b2b2b0", limits) == "max_depth");
    CHECK(code_of("82100080", limits) == "read");
    CHECK(code_of("821000 821000 80", limits) == "max_depth");
    limits = {};
    limits.max_nodes = 3;
    CHECK(code_of("b49090", limits) == "read");
    CHECK(code_of("b6909090", limits) == "max_nodes");
    limits = {};
    limits.max_string = 2;
    CHECK(code_of("10026161", limits) == "read");
    CHECK(code_of("1003616161", limits) == "max_string");
    CHECK(code_of("2003616161", limits) == "max_string");
    CHECK(code_of("82 1003616161 90", limits) == "read");
    limits.max_key = 2;
    CHECK(code_of("82 1003616161 90", limits) == "max_key");
    limits = {};
    limits.max_memory = 120;
    CHECK(code_of("b49090", limits) == "read");
    CHECK(code_of("b690b29090", limits) == "max_memory");
    limits = {};
    limits.max_input = 1;
    CHECK(code_of("90", limits) == "read");
    CHECK(code_of("4001", limits) == "max_input");
    limits = {};
    limits.max_output = 5;
    CHECK(code_of("21020500", limits) == "read");
    CHECK(code_of("21020600", limits) == "max_output");
}

TEST_CASE("forged input is refused early") {
    SUBCASE("ten million opening arrays") {
        const auto value = decode_value(repeated("b2", 10'000'000));
        REQUIRE_FALSE(value.has_value());
        CHECK(value.error().detail == "max_depth");
        CHECK(value.error().offset == 1024);
    }
    SUBCASE("the same without a limit") {
        const auto value = decode_value(repeated("b2", 1'000'000), {.limits = Limits::unlimited()});
        REQUIRE_FALSE(value.has_value());
        CHECK(value.error().code == ErrorCode::truncated);
    }
    SUBCASE("counts that each would fit, inside one another") {
        // Every array claims all that remains; together they would allocate the square of that.
        Bytes bytes;
        for (int i = 0; i < 500; ++i) {
            const Bytes unit = from_hex("b1f15802");
            bytes.insert(bytes.end(), unit.begin(), unit.end());
        }
        const auto value = decode_value(bytes);
        REQUIRE_FALSE(value.has_value());
        CHECK(value.error().code == ErrorCode::truncated);
        CHECK(value.error().offset == 13);
    }
}

TEST_CASE("a million levels are read where the limit allows them") {
    constexpr std::size_t levels = 1'000'000;
    Bytes bytes = repeated("b2", levels);
    bytes.push_back(std::byte{0x90});
    auto value = decode_value(bytes, {.limits = Limits::unlimited()});
    REQUIRE(value.has_value());
    std::size_t depth = 0;
    for (const Value* at = &*value; at->is(Type::array); at = &at->elements()[0])
        ++depth;
    CHECK(depth == levels);
}

TEST_CASE("a cursor moves on only if the value was read") {
    const Bytes bytes = from_hex("4001 4002 43");
    Cursor cursor(bytes);
    const DecodeOptions options;
    CHECK(decode_value(cursor, nullptr, Layout::v2, options) == Value(1));
    CHECK(decode_value(cursor, nullptr, Layout::v2, options) == Value(2));
    CHECK(cursor.offset() == 4);
    CHECK_FALSE(decode_value(cursor, nullptr, Layout::v2, options).has_value());
    CHECK(cursor.offset() == 4);
}

TEST_CASE("the result takes its memory from the resource that was given") {
    std::pmr::monotonic_buffer_resource arena(std::pmr::new_delete_resource());
    std::pmr::set_default_resource(std::pmr::null_memory_resource());
    const auto value = decode_value(
        from_hex("b6 1020 6161616161616161616161616161616161616161616161616161616161616161"
                 "82 100161 90  510102"),
        {.resource = &arena});
    std::pmr::set_default_resource(nullptr);
    REQUIRE(value.has_value());
    CHECK(value->as_array()->resource() == &arena);
}

TEST_CASE("running out of memory is an error, not an exception") {
    const auto value =
        decode_value(from_hex("b29090"), {.resource = std::pmr::null_memory_resource()});
    REQUIRE_FALSE(value.has_value());
    CHECK(value.error().code == ErrorCode::out_of_memory);
}

TEST_CASE("where a strict error meets another") {
    struct Row {
        const char* hex;
        ErrorCode strict;
        ErrorCode lenient;
    };
    using enum ErrorCode;
    const Row rows[] = {
        // The tag: sign state 3, a key that is no string.
        {"4f00", reserved_bits, invalid_sign_state},
        {"82919090", reserved_bits, expected_string},
        // The number: U+D800 and U+110000 in three and four bytes, months 13 and 300.
        {"00f200d800", non_minimal_integer, invalid_character},
        {"00f300001100", non_minimal_integer, invalid_character},
        {"00ff00000000000000000000000000000000", non_minimal_integer, none},
        {"00ff00000000000100000000000000000000", non_minimal_integer, invalid_character},
        {"6101f00d0100000000", non_minimal_integer, invalid_timestamp},
        {"6101f32c0100000100000000", non_minimal_integer, invalid_timestamp},
        // A length, bit count or count of more than there is.
        {"10f27f000000", truncated, truncated},
        {"b1f27f000000", truncated, truncated},
        {"81f67f00000000010000", length_exceeds_input, length_exceeds_input},
        {"20f27f000000", truncated, truncated},
        // Run lengths of an odd size; an LZ4 block of the wrong one.
        {"21f10300010203", non_minimal_integer, bad_block},
        {"22f106000650 68656c6c6f", non_minimal_integer, size_mismatch},
        {"2402f007 0b01806162 6303", non_minimal_integer, size_mismatch},
        // Bits that end inside a code, with padding.
        {"23020001610001620163 01fe", nonzero_padding, incomplete_code},
        // A repeated key in a map that is broken behind it.
        {"86100161901001619043", expected_string, expected_string},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.hex));
        const Bytes bytes = from_hex(row.hex);
        const auto lenient = decode_value(bytes);
        CHECK(name_of(lenient ? none : lenient.error().code) == name_of(row.lenient));
        const auto strict = decode_value(bytes, {.strict = true});
        CHECK(name_of(strict ? none : strict.error().code) == name_of(row.strict));
    }
}

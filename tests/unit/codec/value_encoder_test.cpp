// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/text_encoder.hpp>

#include "support/hex.hpp"

using namespace souris;
using test::to_hex;

namespace {

std::string encoded(const Value& value, const EncodeOptions& options = {}) {
    const auto bytes = encode_value(value, options);
    return bytes ? to_hex(*bytes) : std::string(name_of(bytes.error().code));
}

}  // namespace

TEST_CASE("the shortest form of every type") {
    struct Row {
        Value value;
        const char* hex;
    };
    const Row rows[] = {
        {nullptr, "90"},
        {false, "30"},
        {true, "31"},
        {5, "4105"},
        {5U, "4005"},
        {-17, "42ef"},
        {239U, "40ef"},
        {240U, "40f0f0"},
        {256U, "40f10001"},
        {Integer::max(), "40ffffffffffffffffffffffffffffffffff"},
        {Integer::min(), "42ff00000000000000000000000000000080"},
        {U'a', "0061"},
        {"\u00e9", "1002c3a9"},
        {Bytes(), "2000"},
        {Bytes(10), "21020a00"},
        {1.5, "a0000000000000f83f"},
        {0.5F, "f00000003f"},
        {Complex(3U, -4), "5403f0fc"},
        {Complex::polar(1.0, 0.5), "50000000000000f03f000000000000e03f"},
        {Timestamp{2024, 2, 29, 12, 0, 0, 500'000'000}, "61f1e807021d0c0000f30065cd1d"},
        {Timestamp{-44, 3, 15, 12, 0, 0, 0}, "62d4030f0c000000"},
        {*TimeZone::parse("UTC"), "c01003555443"},
        {JsonText(), "7010046e756c6c"},
        {Ipv4(127, 0, 0, 1), "d07f000001"},
        {Ipv6({0x2001, 0xdb8, 0, 0, 0, 0, 0, 1}), "e00120b80d000000000000000000000100"},
        {Array(), "b0"},
        {Array{1U, 2U, 3U, 4U, 5U, 6U}, "bc400140024003400440054006"},
        {Array{1U, 2U, 3U, 4U, 5U, 6U, 7U}, "b1074001400240034004400540064007"},
        {Map{{"a", 1U}}, "821001614001"},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.hex));
        CHECK(encoded(row.value) == row.hex);
    }
}

TEST_CASE("layout v1 has its own run lengths and no other compression") {
    CHECK(encoded(Bytes(10), {.layout = Layout::v1}) == "21010a00");
    const Bytes text = test::repeated("616263646566", 40);
    CHECK(encoded(text, {.layout = Layout::v1}).substr(0, 6) == "20f0f0");
    CHECK(encoded(text).substr(0, 2) == "22");
}

TEST_CASE("what cannot be written, and where it is") {
    struct Row {
        Value value;
        ErrorCode code;
        const char* path;
    };
    const Row rows[] = {
        {"\xff", ErrorCode::invalid_utf8, ""},
        {"\xed\xa0\x80", ErrorCode::invalid_utf8, ""},
        {Map{{"\xc3", 1}}, ErrorCode::invalid_utf8, "/\xc3"},
        {Array{0, char32_t{0xD800}}, ErrorCode::invalid_character, "/1"},
        {Map{{"a/b", Array{char32_t{0x110000}}}}, ErrorCode::invalid_character, "/a~1b/0"},
        {Timestamp{2023, 2, 29, 0, 0, 0, 0}, ErrorCode::invalid_timestamp, ""},
    };
    for (const Row& row : rows) {
        const auto bytes = encode_value(row.value);
        REQUIRE_FALSE(bytes.has_value());
        CHECK(name_of(bytes.error().code) == name_of(row.code));
        CHECK(bytes.error().path == row.path);
    }
}

TEST_CASE("a negative year has no form in layout v1") {
    const Value value = Array{Timestamp{-1, 1, 1, 0, 0, 0, 0}};
    const auto bytes = encode_value(value, {.layout = Layout::v1});
    REQUIRE_FALSE(bytes.has_value());
    CHECK(bytes.error().message() ==
          "value has no form here (layout v1 loses the sign of a year), in /0");
    CHECK(encode_value(Timestamp{0, 1, 1, 0, 0, 0, 0}, {.layout = Layout::v1}).has_value());
}

TEST_CASE("nothing is written that the same limits would refuse to read") {
    EncodeOptions options;
    options.limits.max_depth = 1;
    CHECK(encoded(Array{1}, options) == "b24101");
    CHECK(encoded(Array{Value(Array())}, options) == "limit_exceeded");
    options = {};
    options.limits.max_nodes = 1;
    CHECK(encoded(Array{1, 2}, options) == "limit_exceeded");
    options = {};
    options.limits.max_string = 1;
    options.limits.max_key = 2;
    CHECK(encoded("aa", options) == "limit_exceeded");
    CHECK(encoded(Bytes(2), options) == "limit_exceeded");
    CHECK(encoded(Map{{"aa", 1}}, options) ==
          "821002616141"
          "01");
    CHECK(encoded(Map{{"aaa", 1}}, options) == "limit_exceeded");
}

TEST_CASE("text is coded where that is shorter") {
    TextFrequencies frequencies;
    frequencies.add("aaaaaaaab");
    const auto text = TextEncoder::build(frequencies);
    REQUIRE(text.has_value());
    const auto first_byte = [&](const Value& value) {
        Sink sink;
        REQUIRE(encode_value(sink, value, &*text, {}).has_value());
        return std::to_integer<unsigned>(sink.view()[0]);
    };
    CHECK(first_byte("aaaaaaaab") == 0x11);
    CHECK(first_byte("") == 0x10);
    CHECK(first_byte("a") == 0x10);
    CHECK(first_byte("aa") == 0x11);
    // The table lacks c.
    CHECK(first_byte("aaaaaaaac") == 0x10);
}

TEST_CASE("a string of more bits than sourisdb can count is written raw") {
    TextFrequencies frequencies;
    frequencies.add("ab");
    const auto text = TextEncoder::build(frequencies);
    const auto first_byte = [&](std::size_t size) {
        Sink sink;
        const std::string letters(size, 'a');
        REQUIRE(encode_value(sink, Value(letters), &*text, {}).has_value());
        return std::to_integer<unsigned>(sink.view()[0]);
    };
    CHECK(first_byte(std::size_t{1} << 24U) == 0x11);
    CHECK(first_byte((std::size_t{1} << 24U) + 1) == 0x10);
}

TEST_CASE("a million levels are written without recursion") {
    Value value;
    for (int i = 0; i < 1'000'000; ++i) {
        Array outer;
        outer.push_back(std::move(value));
        value = std::move(outer);
    }
    CHECK_FALSE(encode_value(value).has_value());
    const auto bytes = encode_value(value, {.limits = Limits::unlimited()});
    REQUIRE(bytes.has_value());
    CHECK(bytes->size() == 1'000'001);
}

TEST_CASE("a sink that hands over in chunks gets the same bytes") {
    Array array;
    for (int i = 0; i < 10'000; ++i)
        array.push_back(i);
    const Value value(std::move(array));
    Bytes collected;
    Sink sink(
        [&](std::span<const std::byte> chunk) -> Result<void> {
            collected.insert(collected.end(), chunk.begin(), chunk.end());
            return {};
        },
        256);
    REQUIRE(encode_value(sink, value, nullptr, {}).has_value());
    REQUIRE(sink.finish().has_value());
    CHECK(collected == encode_value(value));
}

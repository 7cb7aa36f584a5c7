// SPDX-License-Identifier: MIT
#include "codec/canonical_encoder.hpp"

#include <limits>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <souris/parser.hpp>
#include <souris/text_encoder.hpp>

#include "support/hex.hpp"

using namespace souris;
using test::from_hex;
using test::to_hex;

namespace {

constexpr EncodeOptions canonical{.canonical = true};

std::string canonical_hex(const Value& value) {
    const auto bytes = encode_value(value, canonical);
    REQUIRE(bytes);
    return to_hex(*bytes);
}

/// The canonical form of a parsed tree.
std::string canonical_hex_of_view(std::string_view hex) {
    const Bytes bytes = from_hex(hex);
    Parser parser;
    const auto view = parser.parse(bytes);
    REQUIRE(view);
    return to_hex(encode_value(*view, canonical).value());
}

Value signed_number(std::uint64_t number) {
    return Integer::from_bits({0, number}, SignState::signed_non_negative).value();
}

}  // namespace

TEST_CASE("a number has one sign state") {
    CHECK(canonical_hex(5) == "4005");
    CHECK(canonical_hex(5U) == "4005");
    CHECK(canonical_hex(-5) == "42f0fb");
    CHECK(
        canonical_hex(Integer::from_bits({~0ULL, ~0ULL}, SignState::signed_non_negative).value()) ==
        canonical_hex(Integer::max()));
    CHECK(canonical_hex(Integer::min()) == "42ff00000000000000000000000000000080");
    const Integer five(5);
    CHECK(canonical_hex(Complex(five, five)) == "510505");
    CHECK(canonical_hex(Complex(five, -1)) == "5405f0ff");
    CHECK(canonical_hex(Complex(-1, five)) == "55f0ff05");
    CHECK(canonical_hex(Complex(-1, -1)) == "59f0fff0ff");
    CHECK(canonical_hex(Timestamp{}) == "60f1b207010100000000");
    CHECK(canonical_hex(Timestamp{.year = -44}) == "62d4010100000000");
}

TEST_CASE("keys are in the order of their bytes, at every level") {
    const Map inner{{"b", 2}, {"a", signed_number(1)}, {"", nullptr}};
    const Value tree =
        Map{{"z", true}, {"\xC3\xA9", Map(inner)}, {"aa", Array{Map(inner)}}, {"a", 0}};
    constexpr auto expected =
        "88"
        "100161"
        "4000"
        "10026161"
        "b2"
        "86"
        "1000"
        "90"
        "100161"
        "4001"
        "100162"
        "4002"
        "10017a"
        "31"
        "1002c3a9"
        "86"
        "1000"
        "90"
        "100161"
        "4001"
        "100162"
        "4002";
    CHECK(canonical_hex(tree) == expected);
    // The caller's tree stays as it is.
    CHECK(tree.entries()[0].key() == "z");
    CHECK(canonical_hex_of_view(to_hex(*encode_value(tree))) == expected);
}

TEST_CASE("of a key that occurs twice, the last value is written") {
    CHECK(canonical_hex_of_view("86 100162 4001 100161 4002 100162 4003") ==
          "84100161400210016240"
          "03");
    CHECK(canonical_hex_of_view("86 100161 4001 100161 4002 100161 4003") == "821001614003");
    // Seven entries in the bytes, one in the tree: its count is in the tag.
    CHECK(canonical_hex_of_view("8107 100090 100090 100090 100090 100090 100090 100031") ==
          "82100031");
}

TEST_CASE("other encodings of a tree become the same bytes") {
    CHECK(canonical_hex_of_view("9f") == "90");
    CHECK(canonical_hex_of_view("8100") == "80");
    CHECK(canonical_hex_of_view("be31313131313131") == "b10731313131313131");
    CHECK(canonical_hex_of_view("f10000c07f") == "f00000c07f");
    CHECK(canonical_hex_of_view("21020a00") == "200a00000000000000000000");
    CHECK(canonical_hex_of_view("41f705000000000000"
                                "00") == "4005");
}

TEST_CASE("a chain of containers is not recursed into") {
    Value tree;
    constexpr std::size_t depth = 100'000;
    for (std::size_t i = 0; i < depth; ++i) {
        if (i % 2 == 0) {
            Map map;
            map["k"] = std::move(tree);
            tree = std::move(map);
        } else {
            Array array;
            array.push_back(std::move(tree));
            tree = std::move(array);
        }
    }
    EncodeOptions options = canonical;
    options.limits = Limits::unlimited();
    const auto bytes = encode_value(tree, options);
    REQUIRE(bytes);
    CHECK(bytes->size() == depth / 2 * 5 + 1);
}

TEST_CASE("errors have the path of the value") {
    const Value tree = Map{{"z", 1}, {"a", Array{1, Map{{"x", 1}, {"b", std::string("\xFF")}}}}};
    const auto bytes = encode_value(tree, canonical);
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().code == ErrorCode::invalid_utf8);
    CHECK(bytes.error().path == "/a/1/b");

    EncodeOptions shallow = canonical;
    shallow.limits.max_depth = 2;
    CHECK(encode_value(tree, shallow).error().message() == "limit exceeded (max_depth), in /a/1");
    EncodeOptions few = canonical;
    few.limits.max_nodes = 4;
    CHECK(encode_value(tree, few).error().message() == "limit exceeded (max_nodes), in /a");
    few.limits.max_nodes = 0;
    CHECK(encode_value(tree, few).error().message() == "limit exceeded (max_nodes)");
}

TEST_CASE("options that canonical form does not have contradict it") {
    const auto error_of = [](const EncodeOptions& options) {
        const auto bytes = encode_value(Value(1), options);
        return bytes ? std::string() : bytes.error().message();
    };
    CHECK(error_of({.profile = Profile::stored, .canonical = true}).empty());
    CHECK(error_of({.profile = Profile::balanced, .canonical = true}).empty());
    CHECK(error_of({.profile = Profile::fast, .canonical = true}) ==
          "contradictory options (canonical form and the profile fast)");
    CHECK(error_of({.profile = Profile::smallest, .canonical = true}) ==
          "contradictory options (canonical form and the profile smallest)");
    CHECK(error_of({.layout = Layout::v1, .canonical = true}) ==
          "contradictory options (canonical form and layout v1)");
    CHECK(error_of({.extended = true, .canonical = true}) ==
          "contradictory options (canonical form and Brotli, zstd or columns)");
    TextFrequencies frequencies;
    frequencies.add("abc");
    const auto text = TextEncoder::build(frequencies);
    REQUIRE(text);
    Sink sink;
    const auto coded = encode_value(sink, Value("abc"), &*text, canonical);
    REQUIRE_FALSE(coded);
    CHECK(coded.error().message() == "contradictory options (canonical form and coded text)");
}

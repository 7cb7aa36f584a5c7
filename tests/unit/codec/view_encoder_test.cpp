// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/parser.hpp>
#include <souris/text_encoder.hpp>

#include "support/hex.hpp"

using namespace souris;
using test::from_hex;
using test::to_hex;

TEST_CASE("a parsed tree, and any part of it, is written as it was read") {
    for (const char* const hex : {"90",
                                  "31",
                                  "42ef",
                                  "40ffffffffffffffffffffffffffffffffff",
                                  "0061",
                                  "1002c3a9",
                                  "2000",
                                  "21020a00",
                                  "a0000000000000f83f",
                                  "f00000003f",
                                  "5403f0fc",
                                  "50000000000000f03f000000000000e03f",
                                  "61f1e807021d0c0000f30065cd1d",
                                  "c01003555443",
                                  "7010046e756c6c",
                                  "d07f000001",
                                  "e00120b80d000000000000000000000100",
                                  "b0",
                                  "80",
                                  "b1074001400240034004400540064007",
                                  "84100161b6904001b28010016282100178b290"}) {
        CAPTURE(std::string(hex));
        Bytes bytes = from_hex(hex);
        Parser parser;
        const auto view = parser.parse(bytes);
        REQUIRE(view.has_value());
        CHECK(encode_value(*view).value() == bytes);
        for (const ValueView element : view->elements()) {
            CHECK(encode_value(element).value() == encode_value(element.to_value()).value());
        }
        for (const auto& [key, value] : view->entries()) {
            CHECK(encode_value(value).value() == encode_value(value.to_value()).value());
        }
    }
}

TEST_CASE("both entries of a repeated key are written") {
    const Bytes bytes = from_hex("84 100161 4001 100161 4002");
    Parser parser;
    CHECK(encode_value(parser.parse(bytes).value()).value() == bytes);
}

TEST_CASE("text is coded if there is a table for it") {
    const Bytes bytes = from_hex("b2 100a61616161616262626262");
    TextFrequencies frequencies;
    frequencies.add("aaaaabbbbb");
    const auto text = TextEncoder::build(frequencies).value();
    Parser parser;
    Sink sink;
    CHECK(encode_value(sink, parser.parse(bytes).value(), &text, {}).has_value());
    Sink expected;
    CHECK(encode_value(expected, decode_value(bytes).value(), &text, {}).has_value());
    CHECK(to_hex(sink.view()) == to_hex(expected.view()));
    CHECK(sink.view().size() < bytes.size());
}

TEST_CASE("an error tells the path") {
    const Bytes bytes = from_hex("82 100161 b4 90 82 100162 b2 90");
    Parser parser;
    const ValueView view = parser.parse(bytes).value();
    EncodeOptions options;
    options.limits.max_depth = 3;
    const auto too_deep = encode_value(view, options);
    REQUIRE_FALSE(too_deep.has_value());
    CHECK(too_deep.error().detail == "max_depth");
    CHECK(too_deep.error().path == "/a/1/b");
    const auto expected = encode_value(view.to_value(), options);
    CHECK(too_deep.error() == expected.error());

    options = {};
    options.limits.max_key = 0;
    CHECK(encode_value(view, options).error() == encode_value(view.to_value(), options).error());
    options = {.layout = Layout::v1};
    const Bytes date = from_hex("b2 62d4030f0c000000");
    CHECK(encode_value(parser.parse(date).value(), options).error().path == "/0");
}

// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/document.hpp>
#include <souris/packed.hpp>

#include "support/hex.hpp"
#include "unit/value/sample_values.hpp"

using namespace souris;
using test::from_hex;
using test::to_hex;

TEST_CASE("packed values of every type come back, whatever the profile") {
    for (const Value& value : test::sample_values()) {
        for (const Profile profile :
             {Profile::stored, Profile::fast, Profile::balanced, Profile::smallest}) {
            for (const bool extended : {false, true}) {
                CAPTURE(name_of(value.type()));
                CAPTURE(name_of(profile));
                const auto bytes = pack(value, {.profile = profile, .extended = extended});
                REQUIRE(bytes);
                CHECK(is_packed(*bytes));
                DecodeOptions strict;
                strict.strict = true;
                CHECK(unpack(*bytes, strict) == value);
                const auto document = Document::unpack_view(*bytes, strict);
                REQUIRE(document);
                CHECK(document->root().to_value() == value);
                // Part of a parsed tree is packed like its value.
                CHECK(pack(document->root(), {.profile = profile, .extended = extended}) == bytes);
            }
        }
    }
}

TEST_CASE("a packed value is a byte more than its body") {
    CHECK(to_hex(pack(nullptr).value()) == "000190");
    CHECK(to_hex(pack(5U).value()) == "00024005");
    CHECK(to_hex(pack("mouse").value()) == "000710056d6f757365");
}

TEST_CASE("a document keeps the bytes of a packed value, or what they unpack to") {
    for (const Profile profile : {Profile::stored, Profile::smallest}) {
        const Value value = Array{std::string(500, 'm'), "mouse"};
        auto bytes = pack(value, {.profile = profile}).value();
        const auto document = Document::unpack(std::move(bytes));
        REQUIRE(document);
        CHECK(document->root().to_value() == value);
        CHECK(document->at("/1")->text() == "mouse");
    }
}

TEST_CASE("what is wrong with packed bytes") {
    struct Row {
        std::string hex;
        ErrorCode code;
        std::size_t offset;
    };
    for (const Row& row : {
             Row{"", ErrorCode::truncated, 0},
             Row{"00", ErrorCode::truncated, 1},
             Row{"0000", ErrorCode::truncated, 2},
             Row{"0001", ErrorCode::truncated, 1},
             Row{"000143", ErrorCode::invalid_sign_state, 2},
             Row{"070190", ErrorCode::unknown_compression, 0},
             Row{"ff0190", ErrorCode::unknown_compression, 0},
             Row{"534f5552495344420080", ErrorCode::unknown_compression, 0},
             Row{"8003f00090", ErrorCode::invalid_text_table, 2},
             Row{"8003621100", ErrorCode::lost_text, 4},
             Row{"80026211", ErrorCode::lost_text, 4},
         }) {
        CAPTURE(row.hex);
        const Bytes bytes = from_hex(row.hex);
        const auto value = unpack(bytes);
        REQUIRE_FALSE(value);
        CHECK(name_of(value.error().code) == name_of(row.code));
        CHECK(value.error().offset == row.offset);
        const auto document = Document::unpack_view(bytes);
        REQUIRE_FALSE(document);
        CHECK(document.error() == value.error());
    }
}

TEST_CASE("bytes behind a packed value, or in its body, are refused if strict") {
    DecodeOptions strict;
    strict.strict = true;
    struct Row {
        std::string hex;
        std::size_t offset;
    };
    for (const Row& row : {Row{"00019000", 3}, Row{"00029000", 3}}) {
        CAPTURE(row.hex);
        CHECK(unpack(from_hex(row.hex)) == Value(nullptr));
        const auto value = unpack(from_hex(row.hex), strict);
        REQUIRE_FALSE(value);
        CHECK(value.error().code == ErrorCode::trailing_bytes);
        CHECK(value.error().offset == row.offset);
    }
}

TEST_CASE("strict reading refuses longer integers in blocks, tables and bit strings") {
    DecodeOptions strict;
    strict.strict = true;
    for (const char* const hex :
         {"00f00190", "8004f0621000", "800700626311f00101", "80060062f0631000"}) {
        CAPTURE(std::string(hex));
        const auto value = unpack(from_hex(hex), strict);
        REQUIRE_FALSE(value);
        CHECK(name_of(value.error().code) == "non_minimal_integer");
        const auto document = Document::unpack(from_hex(hex), strict);
        REQUIRE_FALSE(document);
        CHECK(document.error() == value.error());
    }
}

TEST_CASE("limits hold for packing and unpacking") {
    const Value value = Array{Value(Array{Value(Array{1})})};
    PackOptions shallow;
    shallow.limits.max_depth = 2;
    CHECK(pack(value, shallow).error().code == ErrorCode::limit_exceeded);
    const Bytes bytes = pack(value).value();
    DecodeOptions options;
    options.limits.max_depth = 2;
    CHECK(unpack(bytes, options).error().code == ErrorCode::limit_exceeded);
    options = {};
    options.limits.max_input = bytes.size() - 1;
    CHECK(unpack(bytes, options).error().code == ErrorCode::limit_exceeded);
}

TEST_CASE("no store looks like a packed value") {
    CHECK_FALSE(is_packed({}));
    CHECK_FALSE(is_packed(as_byte_span("SOURISDB")));
    for (const unsigned header : {0x00U, 0x06U, 0x80U, 0x86U})
        CHECK(is_packed(Bytes{static_cast<std::byte>(header)}));
    for (const unsigned header : {0x07U, 0x7FU, 0x87U, 0xFFU})
        CHECK_FALSE(is_packed(Bytes{static_cast<std::byte>(header)}));
}

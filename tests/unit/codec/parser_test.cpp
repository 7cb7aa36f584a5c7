// SPDX-License-Identifier: MIT
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <souris/parser.hpp>

#include "support/hex.hpp"

using namespace souris;
using test::from_hex;

namespace {

const Value everything = Map{
    {"null", nullptr},
    {"booleans", Array{true, false}},
    {"integers", Array{0, 5U, -17, 239, 240, -257, Integer::min(), Integer::max(), ~0ULL}},
    {"floats", Array{1.5, -0.0, 0.5F}},
    {"character", U'\U0001F9C0'},
    {"texts", Array{"", "Mouse", "\u00e9", std::string(239, 'x'), std::string(300, 'y')}},
    {"binary", Array{Bytes(), from_hex("00ff"), Bytes(1000)}},
    {"complex", Array{Complex(3U, -4), Complex::polar(1.0, 0.5)}},
    {"timestamp", Timestamp{2024, 2, 29, 12, 0, 0, 500'000'000}},
    {"zone", TimeZone()},
    {"json", JsonText()},
    {"addresses", Array{Ipv4(127, 0, 0, 1), Ipv6({0x2001, 0xdb8, 0, 0, 0, 0, 0, 1})}},
    {"empty", Array{Value(Array()), Map()}},
};

}  // namespace

TEST_CASE("a parser reads what the decoder reads") {
    const Bytes bytes = encode_value(everything).value();
    Parser parser;
    for (const bool strict : {false, true}) {
        const auto root = parser.parse(bytes, {.strict = strict});
        REQUIRE(root.has_value());
        CHECK(root->to_value() == everything);
    }
}

TEST_CASE("a parser refuses what the decoder refuses, at the same place") {
    Parser parser;
    const Bytes bytes = encode_value(everything).value();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto part = std::span(bytes).first(size);
        const auto value = decode_value(part);
        const auto view = parser.parse(part);
        REQUIRE_FALSE(view.has_value());
        CHECK(view.error() == value.error());
    }
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (const unsigned mask : {0x01U, 0x08U, 0x10U, 0x80U, 0xFFU}) {
            Bytes damaged = bytes;
            damaged[i] ^= static_cast<std::byte>(mask);
            for (const bool strict : {false, true}) {
                const DecodeOptions options{.strict = strict};
                const auto value = decode_value(damaged, options);
                const auto view = parser.parse(damaged, options);
                REQUIRE(view.has_value() == value.has_value());
                if (value) {
                    CHECK(view->to_value() == *value);
                } else {
                    CHECK(view.error() == value.error());
                }
            }
        }
    }
}

TEST_CASE("a repeated key is refused at the same place, too") {
    Parser parser;
    const DecodeOptions strict{.strict = true};
    for (const char* const hex : {"86 100161 4001 100162 4002 100161 4003",
                                  "b4 84 100161 90 100161 90 90", "82 100178 84 1000 90 1000 90"}) {
        CAPTURE(std::string(hex));
        const Bytes bytes = from_hex(hex);
        const auto value = decode_value(bytes, strict);
        const auto view = parser.parse(bytes, strict);
        REQUIRE_FALSE(value.has_value());
        REQUIRE_FALSE(view.has_value());
        CHECK(value.error().code == ErrorCode::duplicate_key);
        CHECK(view.error() == value.error());
    }
}

TEST_CASE("limits hold in a parser, too") {
    Parser parser;
    const auto detail_of = [&](const char* hex, const Limits& limits) {
        const auto view = parser.parse(from_hex(hex), {.limits = limits});
        return view ? std::string("read") : view.error().detail;
    };
    Limits limits;
    limits.max_depth = 2;
    CHECK(detail_of("b2b290", limits) == "read");
    CHECK(detail_of("b2b2b0", limits) == "max_depth");
    limits = {};
    limits.max_nodes = 2;
    CHECK(detail_of("b6909090", limits) == "max_nodes");
    limits = {};
    limits.max_string = 2;
    CHECK(detail_of("1003616161", limits) == "max_string");
    CHECK(detail_of("82100361616190", limits) == "read");
    limits.max_key = 2;
    CHECK(detail_of("82100361616190", limits) == "max_key");
    limits = {};
    limits.max_memory = 60;
    CHECK(detail_of("b8b090b090", limits) == "max_memory");
    CHECK(detail_of("90", limits) == "read");
    limits = {};
    limits.max_input = 1;
    CHECK(detail_of("4001", limits) == "max_input");
}

TEST_CASE("a million levels are parsed where the limit allows them") {
    Bytes bytes = test::repeated("b2", 1'000'000);
    bytes.push_back(std::byte{0x90});
    Parser parser;
    CHECK_FALSE(parser.parse(bytes).has_value());
    const auto root = parser.parse(bytes, {.limits = Limits::unlimited()});
    REQUIRE(root.has_value());
    CHECK(root->to_value() == decode_value(bytes, {.limits = Limits::unlimited()}));
}

TEST_CASE("a parser is used again, moved, and reads from a cursor") {
    Parser parser;
    for (int i = 0; i < 3; ++i) {
        const Bytes bytes = encode_value(Array{i, "text"}).value();
        CHECK(parser.parse(bytes)->to_value() == Value(Array{i, "text"}));
    }
    Parser moved = std::move(parser);
    Parser other;
    other = std::move(moved);
    const Bytes bytes = from_hex("4001 4002 43");
    Cursor cursor(bytes);
    CHECK(other.parse(cursor, nullptr, Layout::v2, {})->integer() == 1);
    CHECK(other.parse(cursor, nullptr, Layout::v2, {})->integer() == 2);
    CHECK_FALSE(other.parse(cursor, nullptr, Layout::v2, {}).has_value());
    CHECK(cursor.offset() == 4);
    CHECK_FALSE(other.parse(bytes, {.strict = true}).has_value());
}

namespace {

template <class T>
concept Parsable = requires(Parser parser, T bytes) {
    parser.parse(std::forward<T>(bytes));
}
&&requires(Parser parser, T bytes) {
    parser.parse(std::forward<T>(bytes), DecodeOptions());
};

}  // namespace

TEST_CASE("bytes that are about to go are not parsed") {
    static_assert(Parsable<Bytes&> && Parsable<const Bytes&>);
    static_assert(Parsable<std::span<const std::byte>>);
    static_assert(!Parsable<Bytes> && !Parsable<const Bytes>);
}

TEST_CASE("a parser that was moved from can be used") {
    const Bytes bytes = encode_value(everything).value();
    Parser parser;
    REQUIRE(parser.parse(bytes));
    Parser taken = std::move(parser);
    CHECK(parser.parse(bytes)->to_value() == everything);  // NOLINT(bugprone-use-after-move)
    taken = std::move(parser);
    CHECK(taken.parse(bytes)->to_value() == everything);
}

// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/object.hpp>
#include <souris/tuple_codecs.hpp>

#include "unit/reflect/codec_checks.hpp"

using namespace souris;
using test::check_codec;
using test::decode_error;

TEST_CASE("pairs, tuples and arrays of a fixed size") {
    check_codec(std::pair(1, std::string("a")), Array{1, "a"});
    check_codec(std::tuple<int, bool, double>(1, true, 2.5), Array{1, true, 2.5});
    check_codec(std::tuple<>(), Array{});
    check_codec(std::array<int, 3>{1, 2, 3}, Array{1, 2, 3});
    CHECK(decode_error<std::array<int, 3>>(Array{1, 2}).detail == "found 2 elements, wanted 3");
    CHECK(decode_error<std::pair<int, int>>(Array{1, 2, 3}).detail == "found 3 elements, wanted 2");
    CHECK(decode_error<std::tuple<int, int>>(Array{1, "x"}).path == "/1");
    CHECK(decode_error<std::array<int, 2>>(Array{1, "x"}).path == "/1");
    CHECK(encode(std::pair(1, std::string("\xff"))).error().path == "/1");
}

TEST_CASE("what may be absent") {
    check_codec(std::optional<int>(5), 5);
    check_codec(std::optional<int>(), nullptr);
    std::optional<int> kept = 7;
    REQUIRE(decode_into(kept, *encode_value(nullptr)).has_value());
    CHECK_FALSE(kept.has_value());
    const auto pointer = decode<std::unique_ptr<int>>(*encode(std::make_unique<int>(5)));
    REQUIRE(pointer.has_value());
    CHECK(**pointer == 5);
    CHECK(decode<std::unique_ptr<int>>(*encode(std::unique_ptr<int>()))->get() == nullptr);
    check_codec(std::monostate(), nullptr);
}

TEST_CASE("a variant is the index of its alternative and the value") {
    using Variant = std::variant<std::monostate, int, std::string>;
    check_codec(Variant(), Array{0U, nullptr});
    check_codec(Variant(5), Array{1U, 5});
    check_codec(Variant("x"), Array{2U, "x"});
    CHECK(decode_error<Variant>(Array{3, 5}).code == ErrorCode::index_out_of_range);
    CHECK(decode_error<Variant>(Array{3, 5}).path == "/0");
    CHECK(decode_error<Variant>(Array{-1, 5}).code == ErrorCode::integer_out_of_range);
    CHECK(decode_error<Variant>(Array{1, "x"}).path == "/1");
    CHECK(decode_error<Variant>(Array{1}).detail == "found 1 elements, wanted 2");
    CHECK(encode(Variant("\xff")).error().path == "/1");
}

// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/detail/tuple_codecs.hpp>
#include <souris/object.hpp>

#include "unit/reflect/codec_checks.hpp"

using namespace souris;
using test::check_codec;
using test::decode_error;

namespace {

struct Seat {
    int row = 1;
    int column = 2;
    friend bool operator==(const Seat&, const Seat&) = default;
};
struct Grid {
    Seat seats[2];
    int numbers[3] = {1, 2, 3};
    std::byte key[4]{};
    friend bool operator==(const Grid&, const Grid&) = default;
};
struct Reserved {
    std::array<const Seat, 2> seats{};
};
struct Circle {
    int radius = 0;
    friend bool operator==(const Circle&, const Circle&) = default;
};
using Shape = std::variant<Circle, std::string>;

}  // namespace

template <>
struct souris::describe<Seat> {
    static constexpr auto fields = std::tuple{field("r", &Seat::row), field("c", &Seat::column)};
};
template <>
struct souris::describe<Grid> {
    static constexpr auto fields = std::tuple{
        field("seats", &Grid::seats), field("numbers", &Grid::numbers), field("key", &Grid::key)};
};
template <>
struct souris::describe<Reserved> {
    static constexpr auto fields = std::tuple{field("seats", &Reserved::seats)};
};
template <>
struct souris::describe<Circle> {
    static constexpr auto fields = std::tuple{field("radius", &Circle::radius)};
};
template <>
struct souris::describe<Shape> {
    static constexpr std::array<std::string_view, 2> alternatives{"circle", "label"};
};

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

TEST_CASE("described alternatives are written by name, and stay what they are elsewhere") {
    check_codec(Shape(Circle{5}), Array{"circle", Map{{"radius", 5}}});
    check_codec(Shape("x"), Array{"label", "x"});
    CHECK(decode<Shape>(*encode_value(Array{1, "x"})) == Shape("x"));
    const Error unknown = decode_error<Shape>(Array{"square", 5});
    CHECK(unknown.code == ErrorCode::wrong_type);
    CHECK(unknown.detail == "found square, wanted one of circle, label");
    CHECK(unknown.path == "/0");
}

TEST_CASE("const changes nothing") {
    const Value seat = Map{{"r", 3}, {"c", 4}};
    check_codec(std::optional<const Seat>(Seat{3, 4}), seat);
    REQUIRE(decode<Reserved>(*encode_value(Map{{"seats", Array{seat, seat}}})).has_value());
    const Reserved reserved = *decode<Reserved>(*encode_value(Map{{"seats", Array{seat, seat}}}));
    CHECK(reserved.seats == std::array<const Seat, 2>{Seat{3, 4}, Seat{3, 4}});
    CHECK(decode_value(*encode(reserved)) == Value(Map{{"seats", Array{seat, seat}}}));
    check_codec(std::pair<const Seat, const int>(Seat{3, 4}, 5), Array{seat, 5});
    check_codec(std::tuple<const std::string>("x"), Array{"x"});
    check_codec(std::variant<const Seat, int>(Seat{3, 4}), Array{0U, seat});
    const std::unique_ptr<const Seat> pointer = std::make_unique<const Seat>(Seat{3, 4});
    const auto bytes = encode(pointer);
    CHECK(decode_value(*bytes) == seat);
    CHECK(**decode<std::unique_ptr<const Seat>>(*bytes) == Seat{3, 4});
    CHECK(decode_error<Reserved>(Map{{"seats", Array{Map{}, "x"}}}).path == "/seats/1");
}

TEST_CASE("arrays of the language's own, in a description") {
    Grid grid;
    grid.seats[1] = {7, 8};
    grid.numbers[2] = -1;
    grid.key[0] = std::byte{9};
    const Bytes key{std::byte{9}, std::byte{0}, std::byte{0}, std::byte{0}};
    check_codec(grid, Map{{"seats", Array{Map{{"r", 1}, {"c", 2}}, Map{{"r", 7}, {"c", 8}}}},
                          {"numbers", Array{1, 2, -1}},
                          {"key", std::span<const std::byte>(key)}});
    CHECK(decode_error<Grid>(Map{{"numbers", Array{1, 2}}}).detail == "found 2 elements, wanted 3");
    CHECK(decode_error<Grid>(Map{{"seats", Array{Map{}, Map{{"r", "x"}}}}}).path == "/seats/1/r");
    CHECK(decode_error<Grid>(Map{{"key", std::span(key).first(3)}}).detail ==
          "found 3 bytes, wanted 4");
}

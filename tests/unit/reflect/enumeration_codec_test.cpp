// SPDX-License-Identifier: MIT
#include <array>
#include <cstdint>
#include <optional>
#include <tuple>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/detail/enumeration_codec.hpp>
#include <souris/object.hpp>

#include "unit/reflect/codec_checks.hpp"

using namespace souris;
using test::check_codec;
using test::decode_error;

namespace {

enum class Number : std::int16_t { one = 1, two = 2 };
enum class Colour { red, green, blue };
enum class Weekday : std::uint8_t { monday = 1, tuesday = 2 };
enum Lever { lever_down, lever_up };
enum class Flag : bool { lowered, raised };
enum class Letter : char32_t { a = U'a' };
enum class Suit { clubs, hearts };
enum class Coin { head };

}  // namespace

template <>
struct souris::describe<Colour> {
    static constexpr std::array enumerators{enumerator("red", Colour::red),
                                            enumerator("green", Colour::green)};
};
template <>
struct souris::describe<Weekday> {
    static constexpr std::array enumerators{enumerator("monday", Weekday::monday)};
    static constexpr bool takes_other_numbers = true;
};

template <>
struct souris::describe<Suit> {
    static constexpr auto enumerators =
        std::tuple{enumerator("clubs", Suit::clubs), enumerator("hearts", Suit::hearts)};
};
template <>
struct souris::describe<Coin> {
    static constexpr souris::Enumerator<Coin> enumerators[] = {{"head", Coin::head}};
};

TEST_CASE("enumerators in a tuple or a built-in array") {
    check_codec(Suit::hearts, "hearts");
    CHECK(decode_error<Suit>("spades").detail == "found spades, wanted one of clubs, hearts");
    CHECK(decode_error<Suit>(2).code == ErrorCode::integer_out_of_range);
    check_codec(Coin::head, "head");
}

TEST_CASE("enumerations by number, and by name where they have names") {
    check_codec(Number::two, 2);
    CHECK(decode<Number>(*encode_value(77)) == static_cast<Number>(77));
    check_codec(Colour::green, "green");
    CHECK(encode(Colour::blue).error().code == ErrorCode::unrepresentable);
    CHECK(decode_error<Colour>(2).code == ErrorCode::integer_out_of_range);
    CHECK(decode_error<Colour>(2).detail == "found 2");
    CHECK(decode<Colour>(*encode_value(0)) == Colour::red);
    const Error unknown = decode_error<Colour>("purple");
    CHECK(unknown.code == ErrorCode::wrong_type);
    CHECK(unknown.detail == "found purple, wanted one of red, green");
    CHECK(decode_error<Number>(40000).code == ErrorCode::integer_out_of_range);
    // Others are read where the description says so.
    check_codec(Weekday::monday, "monday");
    check_codec(Weekday::tuesday, 2U);
    CHECK(decode<Weekday>(*encode_value(77)) == static_cast<Weekday>(77));
    CHECK(decode<std::optional<const Weekday>>(*encode_value("monday")) == Weekday::monday);
    check_codec(std::optional<const Colour>(Colour::red), "red");
}

TEST_CASE("a number that an enumeration does not hold is refused") {
    check_codec(lever_up, 1U);
    const Error far = decode_error<Lever>(77);
    CHECK(far.code == ErrorCode::integer_out_of_range);
    CHECK(far.detail == "found 77");
    CHECK(decode_error<Lever>(-1).detail == "found -1");
    check_codec(Flag::raised, 1U);
    check_codec(Flag::lowered, 0U);
    CHECK(decode_error<Flag>(2).detail == "found 2");
    check_codec(Letter::a, 97U);
}

// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include <doctest/doctest.h>

#include <souris/value.hpp>

#include "support/signalling_nan.hpp"
#include "unit/value/sample_values.hpp"

using namespace souris;

namespace {

/// Gets a `T` from values of all types: only those in `answering` succeed, all others give the same
/// error.
template <class T>
void check_types(std::string_view wanted, const std::set<Type>& answering) {
    for (const Value& value : test::sample_values()) {
        CAPTURE(name_of(value.type()));
        const Result<T> result = value.get<T>();
        if (answering.contains(value.type())) {
            if (!result) CHECK(result.error().code != ErrorCode::wrong_type);
            continue;
        }
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().code == ErrorCode::wrong_type);
        CHECK(result.error().detail ==
              "found " + std::string(name_of(value.type())) + ", wanted " + std::string(wanted));
        CHECK(result.error().path.empty());
        CHECK_FALSE(result.error().offset.has_value());
    }
}

/// Checks that a value made from `content` returns it.
template <class T>
void check_round_trip(const T& content) {
    const Result<T> result = Value(content).get<T>();
    REQUIRE(result.has_value());
    CHECK((*result == content));
}

template <class T>
void check_integer_limits() {
    const auto least = Integer(std::numeric_limits<T>::min());
    const auto greatest = Integer(std::numeric_limits<T>::max());
    check_types<T>("integer", {Type::integer});
    check_round_trip(std::numeric_limits<T>::min());
    check_round_trip(std::numeric_limits<T>::max());
    check_round_trip(T{1});
    const auto error = [](const Result<Integer, ErrorCode>& number) {
        return Value(number.value()).get<T>().error().code;
    };
    CHECK(error(greatest + Integer(1)) == ErrorCode::integer_out_of_range);
    CHECK(error(least - Integer(1)) == ErrorCode::integer_out_of_range);
    CHECK(error(Integer::min()) == ErrorCode::integer_out_of_range);
    CHECK(error(Integer::max()) == ErrorCode::integer_out_of_range);
}

}  // namespace

TEST_CASE("get: only the right type answers") {
    check_types<bool>("boolean", {Type::boolean});
    check_types<char32_t>("character", {Type::character});
    check_types<Integer>("integer", {Type::integer});
    check_types<std::string_view>("string", {Type::string});
    check_types<std::string>("string", {Type::string});
    check_types<std::span<const std::byte>>("binary", {Type::binary});
    check_types<Complex>("complex", {Type::complex});
    check_types<Timestamp>("timestamp", {Type::timestamp});
    check_types<TimeZone>("timezone", {Type::timezone});
    check_types<JsonText>("json", {Type::json});
    check_types<Ipv4>("ipv4", {Type::ipv4});
    check_types<Ipv6>("ipv6", {Type::ipv6});
    check_types<double>("float64", {Type::float64, Type::float32, Type::integer});
    check_types<float>("float64", {Type::float64, Type::float32, Type::integer});
}

TEST_CASE("get gives back what was put in") {
    for (const bool boolean : {false, true})
        check_round_trip(boolean);
    for (const char32_t character : {U'\0', U'a', U'\U0010FFFF'})
        check_round_trip(character);
    for (const std::size_t size : {0U, 1U, 22U, 23U, 1000U}) {
        check_round_trip(std::string(size, 'x'));
        const auto bytes = test::bytes_of(size, 9);
        const Value binary(bytes);
        const auto result = binary.get<std::span<const std::byte>>().value();
        CHECK(std::ranges::equal(result, bytes));
        const Value text(std::string(size, 'x'));
        CHECK(text.get<std::string_view>() == std::string(size, 'x'));
    }
    for (const Integer& integer : {Integer::min(), Integer(-1), Integer(0), Integer::max()})
        check_round_trip(integer);
    check_round_trip(Complex(Integer::min(), Integer::max()));
    check_round_trip(Complex::polar(-0.0, std::numeric_limits<double>::quiet_NaN()));
    check_round_trip(Timestamp{2016, 12, 31, 23, 59, 59, 1'999'999'999});
    check_round_trip(Timestamp{-262'144, 1, 1});
    check_round_trip(TimeZone::parse("America/Argentina/Buenos_Aires").value());
    check_round_trip(TimeZone());
    check_round_trip(JsonText::parse("[1, 2, 3, 4, 5, 6, 7, 8, 9]").value());
    check_round_trip(Ipv4(1, 2, 3, 4));
    check_round_trip(Ipv6({1, 2, 3, 4, 5, 6, 7, 8}));
}

TEST_CASE("get of C++ integers: in range or an error, never a wrap") {
    check_integer_limits<signed char>();
    check_integer_limits<unsigned char>();
    check_integer_limits<short>();
    check_integer_limits<unsigned short>();
    check_integer_limits<int>();
    check_integer_limits<unsigned>();
    check_integer_limits<long>();
    check_integer_limits<unsigned long>();
    check_integer_limits<long long>();
    check_integer_limits<unsigned long long>();
    CHECK(Value(200).get<std::int8_t>().error().code == ErrorCode::integer_out_of_range);
    CHECK(Value(200).get<std::uint8_t>() == std::uint8_t{200});
}

namespace {

/// The expected value or error.
struct FloatRow {
    Value value;
    std::variant<double, ErrorCode> as_double;
    std::variant<double, ErrorCode> as_float;
};

template <class T>
void check_float(const Value& value, const std::variant<double, ErrorCode>& expected) {
    const Result<T> result = value.get<T>();
    if (const auto* const number = std::get_if<double>(&expected)) {
        REQUIRE(result.has_value());
        if (std::isnan(*number)) {
            CHECK(std::isnan(*result));
        } else {
            CHECK(static_cast<double>(*result) == *number);
            CHECK(std::signbit(*result) == std::signbit(*number));
        }
    } else {
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().code == std::get<ErrorCode>(expected));
    }
}

}  // namespace

TEST_CASE("get of floating point: exact or an error") {
    // A variable, because the x87 computes constants with greater precision.
    const float tenth = 0.1F;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr auto inexact = ErrorCode::inexact_number;
    const double two_to_24 = 16'777'216;
    const double two_to_53 = 9'007'199'254'740'992;
    const FloatRow rows[] = {
        {0.0, 0.0, 0.0},
        {-0.0, -0.0, -0.0},
        {1.5, 1.5, 1.5},
        {0.1, 0.1, inexact},
        {1e300, 1e300, inexact},
        {-1e300, -1e300, inexact},
        {1e-300, 1e-300, inexact},
        {std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::denorm_min(),
         inexact},
        {infinity, infinity, infinity},
        {-infinity, -infinity, -infinity},
        {nan, nan, nan},
        {0.5F, 0.5, 0.5},
        {tenth, static_cast<double>(tenth), static_cast<double>(tenth)},
        {-0.0F, -0.0, -0.0},
        {std::numeric_limits<float>::quiet_NaN(), nan, nan},
        {std::numeric_limits<float>::infinity(), infinity, infinity},
        {0, 0.0, 0.0},
        {-3, -3.0, -3.0},
        {16'777'216, two_to_24, two_to_24},
        {16'777'217, two_to_24 + 1, inexact},
        {std::int64_t{1} << 53, two_to_53, two_to_53},
        {(std::int64_t{1} << 53) + 1, inexact, inexact},
        {std::numeric_limits<std::int64_t>::min(), -9'223'372'036'854'775'808.0,
         -9'223'372'036'854'775'808.0},
        {std::numeric_limits<std::int64_t>::max(), inexact, inexact},
        {Integer::min(), -std::ldexp(1.0, 127), -std::ldexp(1.0, 127)},
        {Integer::max(), inexact, inexact},
    };
    for (const FloatRow& row : rows) {
        check_float<double>(row.value, row.as_double);
        check_float<float>(row.value, row.as_float);
    }
    // The bits of a NaN are kept.
    const double payload = std::bit_cast<double>(std::uint64_t{0xFFF8'0000'0000'1234});
    CHECK(std::bit_cast<std::uint64_t>(Value(payload).get<double>().value()) ==
          0xFFF8'0000'0000'1234);
}

TEST_CASE("a NaN is exact if its bits are") {
    const struct {
        std::uint64_t wide;
        /// 0 if there is no such float.
        std::uint32_t narrow;
    } rows[] = {
        {0x7FF8'0000'0000'0000, 0x7FC0'0000},
        {0xFFF8'0000'0000'0000, 0xFFC0'0000},
        {0x7FF8'0000'2000'0000, 0x7FC0'0001},
        {0xFFFF'FFFF'E000'0000, 0xFFFF'FFFF},
        {0x7FF8'0000'1000'0000, 0},
        {0x7FF8'0000'0000'0001, 0},
        {0xFFFF'FFFF'FFFF'FFFF, 0},
        {0x7FF0'0000'0000'0001, 0},
        {0xFFF0'0000'1FFF'FFFF, 0},
#if SOURIS_TEST_HAS_SIGNALLING_NANS
        // Signalling NaNs.
        {0x7FF4'0000'0000'0000, 0x7FA0'0000},
        {0xFFF0'0000'2000'0000, 0xFF80'0001},
#endif
    };
    for (const auto& row : rows) {
        CAPTURE(row.wide);
        const auto narrowed = Value(std::bit_cast<double>(row.wide)).get<float>();
        if (row.narrow == 0) {
            CHECK(narrowed.error().code == ErrorCode::inexact_number);
            continue;
        }
        CHECK(std::bit_cast<std::uint32_t>(narrowed.value()) == row.narrow);
        const auto widened = Value(std::bit_cast<float>(row.narrow)).get<double>();
        CHECK(std::bit_cast<std::uint64_t>(widened.value()) == row.wide);
    }
}

TEST_CASE("errors of get after at name the path") {
    const Value value = Map{{"users", Array{Map{{"age", 300}}}}};
    const auto error = value.at("/users/0/age").get<std::uint8_t>().error();
    CHECK(error.code == ErrorCode::integer_out_of_range);
    CHECK(error.path == "/users/0/age");
    CHECK(value.at("/users/0/age").get<bool>().error().message() ==
          "wrong type (found integer, wanted boolean), in /users/0/age");
    CHECK(value.at("/users/0/age").get<int>() == 300);
    CHECK(value.at("/users/1/age").get<int>().error().code == ErrorCode::index_out_of_range);
}

TEST_CASE("containers and values are copied") {
    const Value value = Map{{"list", Array{1}}};
    CHECK(value["list"].get<Array>() == Array{1});
    CHECK(value.get<Map>() == Map{{"list", Array{1}}});
    CHECK(value.get<Value>() == value);
    CHECK(value.get<Array>().error().message() == "wrong type (found map, wanted array)");
}

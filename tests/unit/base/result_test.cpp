// SPDX-License-Identifier: MIT
#include <exception>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include <doctest/doctest.h>

#include <souris/result.hpp>

using souris::BadResultAccess;
using souris::Error;
using souris::ErrorCode;
using souris::failure;
using souris::Result;

namespace {

constexpr Result<int, ErrorCode> half(int number) {
    if (number % 2 != 0) return failure(ErrorCode::inexact_number);
    return number / 2;
}

Result<int> quarter(int number) {
    const auto first = half(number);
    if (!first) return failure(Error(first.error(), "not even"));
    return half(*first);
}

}  // namespace

TEST_CASE("a code alone is usable by the compiler") {
    static_assert(half(4) == 2);
    static_assert(half(3).error() == ErrorCode::inexact_number);
}

TEST_CASE("a result with a code becomes one with a full error") {
    CHECK(quarter(8) == 2);
    CHECK(quarter(6).error() == Error(ErrorCode::inexact_number));
    CHECK(quarter(5).error() == Error(ErrorCode::inexact_number, "not even"));
}

TEST_CASE("the exception of an absent value says all that the error says") {
    Error error(ErrorCode::truncated, "of a list");
    error.offset = 812;
    error.path = "/users/3";
    Result<int> result = failure(error);
    try {
        result.value();
        FAIL("there is no value");
    } catch (const BadResultAccess& exception) {
        CHECK(exception.what() == error.message());
        CHECK(exception.error() == error);
    }
    CHECK_THROWS_AS(half(3).value(), BadResultAccess);
    CHECK_THROWS_AS(std::move(result).value(), tl::bad_expected_access<Error>);
    CHECK_THROWS_AS(Result<void>(failure(error)).value(), std::exception);
    CHECK(half(4).value() == 2);
    Result<void>().value();
}

TEST_CASE("a result is made of what its value is made of") {
    const Result<bool> truth = false;
    Result<bool> copy(truth);
    CHECK(copy == false);
    // Not whether there is a value.
    const Result<bool, ErrorCode> inner = false;
    CHECK(Result<bool>(inner) == false);
    const tl::expected<int, Error> base = quarter(8);
    CHECK(Result<long>(base) == 2);
    const Result<std::string> text(tl::in_place, 2, 'x');
    CHECK(text == "xx");
    CHECK(text->size() == 2);
    CHECK(Result<Error>(tl::unexpect, ErrorCode::truncated).error() == ErrorCode::truncated);
    static_assert(!std::is_constructible_v<Result<int>, Result<std::string>>);
    static_assert(!std::is_convertible_v<const char*, Result<int>>);
    static_assert(std::is_trivially_copyable_v<Result<int, ErrorCode>>);
    static_assert(sizeof(Result<int, ErrorCode>) == 8);
}

TEST_CASE("a failure is assigned to a result of what cannot be moved") {
    struct Fixed {
        Fixed() = default;
        Fixed(Fixed&&) = delete;
        int number = 3;
    };
    Result<Fixed> result;
    CHECK(result->number == 3);
    result = failure(ErrorCode::truncated);
    CHECK(result.error() == ErrorCode::truncated);
}

TEST_CASE("results are chained") {
    static_assert(half(8).and_then(half).map([](int number) { return number + 1; }) == 3);
    const Result<int> four = 4;
    CHECK(four.map([](int number) { return std::to_string(number); }) == "4");
    CHECK(four.transform([](int number) { return number + 1; }) == 5);
    CHECK(quarter(5).map([](int) {}).error().code == ErrorCode::inexact_number);
    CHECK(quarter(6).or_else([](const Error&) { return Result<int>(7); }) == 7);
    CHECK(four.or_else([](const Error&) { return Result<int>(7); }) == 4);
    CHECK(quarter(6).map_error([](const Error& error) { return error.code; }) ==
          failure(ErrorCode::inexact_number));
    CHECK(four.map_error([](const Error& error) { return error.code; }) == 4);
    CHECK(quarter(6).value_or(9) == 9);
    int called = 0;
    CHECK(Result<void>().and_then([&] { return Result<int>(++called); }) == 1);
    CHECK(Result<void>().map([&] { ++called; }).has_value());
    CHECK(called == 2);
    auto owned = Result<std::unique_ptr<int>>(std::make_unique<int>(5));
    CHECK(*std::move(owned).map([](std::unique_ptr<int> number) { return *number; }) == 5);
}

TEST_CASE("results compare") {
    CHECK(half(4) == half(4));
    CHECK(half(4) != half(6));
    CHECK(half(4) != half(3));
    CHECK(half(3) == half(5));
    CHECK(2 == half(4));
    CHECK(half(3) != 1);
    CHECK(Result<void>() == Result<void>());
    CHECK(half(3) == failure(ErrorCode::inexact_number));
    CHECK(half(4) != failure(ErrorCode::inexact_number));
}

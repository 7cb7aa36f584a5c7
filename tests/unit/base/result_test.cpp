// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/result.hpp>

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

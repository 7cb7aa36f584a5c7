// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/detail/object_error.hpp>

using namespace souris;
using detail::ObjectError;

TEST_CASE("the path is told from the inside out") {
    ObjectError error;
    error.set(Error(ErrorCode::wrong_type, "found null"));
    error.in_key("a/b");
    error.in_element(7);
    error.in_key("");
    const Error told = error.take();
    CHECK(told.code == ErrorCode::wrong_type);
    CHECK(told.detail == "found null");
    CHECK(told.path == "//7/a~1b");
}

TEST_CASE("a failure without a reason is one, too") {
    ObjectError error;
    CHECK(error.take().code == ErrorCode::unrepresentable);
    ObjectError placed;
    placed.in_key("x");
    const Error told = placed.take();
    CHECK(told.message() == "value has no form here (a Codec failed without a reason), in /x");
}

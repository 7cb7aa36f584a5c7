// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/describe.hpp>

using namespace souris;

namespace {

struct Point {
    int x;
    int y;
};

}  // namespace

TEST_CASE("a field knows its name, its aliases and whether it must be there") {
    static constexpr auto plain = field("x", &Point::x);
    static_assert(plain.info.name == "x");
    static_assert(!plain.info.is_required);
    static_assert(plain.member == &Point::x);
    static constexpr auto rich = field("y", &Point::y).alias("height").alias("h").required();
    static_assert(rich.info.is_required);
    CHECK(rich.info.is_called("y"));
    CHECK(rich.info.is_called("height"));
    CHECK(rich.info.is_called("h"));
    CHECK_FALSE(rich.info.is_called("x"));
    CHECK_FALSE(rich.info.is_called(""));
    CHECK(field("", &Point::x).info.is_called(""));
    CHECK(enumerator("one", 1).value == 1);
}

// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/layout.hpp>

TEST_CASE("a layout's number is that of its name") {
    CHECK(static_cast<int>(souris::Layout::v1) == 1);
    CHECK(static_cast<int>(souris::Layout::v2) == 2);
}

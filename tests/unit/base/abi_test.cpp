// SPDX-License-Identifier: MIT
#include <iterator>

#include <doctest/doctest.h>

#include <souris/detail/abi.hpp>

TEST_CASE("this program asks for what the library has: the linker has found it") {
    CHECK(std::size(souris::detail::compiled_alike) == 3);
    for (const char* const symbol : souris::detail::compiled_alike)
        CHECK(symbol != nullptr);
}

// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/config.hpp>

TEST_CASE("the build option decides whether the compiler's 128-bit integers are used") {
#if defined(SOURIS_NO_INT128)
    CHECK(SOURIS_HAS_INT128 == 0);
#elif defined(__SIZEOF_INT128__)
    CHECK(SOURIS_HAS_INT128 == 1);
    static_assert(sizeof(souris::native_int128) == 16 && souris::native_int128(-1) < 0);
    static_assert(sizeof(souris::native_uint128) == 16 && souris::native_uint128(-1) > 0);
#endif
}

TEST_CASE("the version's three forms say the same") {
    static_assert(SOURIS_VERSION / 10'000 == SOURIS_VERSION_MAJOR);
    static_assert(SOURIS_VERSION / 100 % 100 == SOURIS_VERSION_MINOR);
    static_assert(SOURIS_VERSION % 100 == SOURIS_VERSION_PATCH);
    CHECK(SOURIS_VERSION_STRING == std::to_string(SOURIS_VERSION_MAJOR) + "." +
                                       std::to_string(SOURIS_VERSION_MINOR) + "." +
                                       std::to_string(SOURIS_VERSION_PATCH));
}

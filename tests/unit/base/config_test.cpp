// SPDX-License-Identifier: MIT
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

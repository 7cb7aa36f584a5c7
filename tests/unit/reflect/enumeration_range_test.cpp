// SPDX-License-Identifier: MIT
#include <cstdint>

#include <doctest/doctest.h>

#include <souris/enumeration_range.hpp>

using namespace souris::detail;

namespace {

enum Bit { off, on };
enum Three { first, second, third };
enum Byte { small = 1, large = 200 };
enum Signed { below = -3, above = 5 };
enum Negative { minus_one = -1 };
enum Wide { little = 1, much = 1000 };
enum Widest : std::uint64_t { most = ~std::uint64_t{0} };
enum class Scoped : std::int8_t { one = 1 };
enum Boolean : bool { no, yes };

}  // namespace

TEST_CASE("an enumeration holds what the bits of its enumerators hold") {
    CHECK(is_in_enumeration<Bit>(1));
    CHECK_FALSE(is_in_enumeration<Bit>(2));
    CHECK_FALSE(is_in_enumeration<Bit>(77));
    CHECK(is_in_enumeration<Three>(3));
    CHECK_FALSE(is_in_enumeration<Three>(4));
    CHECK(is_in_enumeration<Byte>(255));
    CHECK(is_in_enumeration<Signed>(7));
    CHECK_FALSE(is_in_enumeration<Signed>(8));
    CHECK(is_in_enumeration<Signed>(-8));
    CHECK_FALSE(is_in_enumeration<Signed>(-9));
    CHECK(is_in_enumeration<Negative>(-1));
    CHECK(is_in_enumeration<Wide>(1000));
    CHECK(is_in_enumeration<Wide>(77));
#if !defined(__clang__)
    CHECK_FALSE(is_in_enumeration<Byte>(256));
    CHECK_FALSE(is_in_enumeration<Wide>(32'768));
#endif
}

TEST_CASE("an enumeration whose type is fixed holds all of its numbers") {
    CHECK(is_in_enumeration<Widest>(~std::uint64_t{0}));
    CHECK(is_in_enumeration<Scoped>(-128));
    CHECK(is_in_enumeration<Boolean>(true));
}

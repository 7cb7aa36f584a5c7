// SPDX-License-Identifier: MIT
#include <cstdint>

#include <doctest/doctest.h>

#include <souris/detail/enumeration_range.hpp>

using namespace souris::detail;

namespace {

enum OneBit { no_bit, one_bit };
enum TwoBits { first_of_three, second_of_three, third_of_three };
enum EightBits { small_byte = 1, large_byte = 200 };
enum SignedBits { below_zero = -3, above_zero = 5 };
enum NegativeBits { minus_one = -1 };
enum TenBits { little_of_ten = 1, much_of_ten = 1000 };
enum FixedBits : std::uint64_t { most = ~std::uint64_t{0} };
enum class ScopedBits : std::int8_t { one = 1 };
enum BooleanBits : bool { no_boolean, yes_boolean };

}  // namespace

TEST_CASE("an enumeration holds what the bits of its enumerators hold") {
    CHECK(is_in_enumeration<OneBit>(1));
    CHECK_FALSE(is_in_enumeration<OneBit>(2));
    CHECK_FALSE(is_in_enumeration<OneBit>(77));
    CHECK(is_in_enumeration<TwoBits>(3));
    CHECK_FALSE(is_in_enumeration<TwoBits>(4));
    CHECK(is_in_enumeration<EightBits>(255));
    CHECK(is_in_enumeration<SignedBits>(7));
    CHECK_FALSE(is_in_enumeration<SignedBits>(8));
    CHECK(is_in_enumeration<SignedBits>(-8));
    CHECK_FALSE(is_in_enumeration<SignedBits>(-9));
    CHECK(is_in_enumeration<NegativeBits>(-1));
    CHECK(is_in_enumeration<TenBits>(1000));
#if !defined(__clang__)
    CHECK_FALSE(is_in_enumeration<EightBits>(256));
    CHECK(is_in_enumeration<TenBits>(77));
    CHECK_FALSE(is_in_enumeration<TenBits>(32'768));
#endif
}

TEST_CASE("an enumeration whose type is fixed holds all of its numbers") {
    CHECK(is_in_enumeration<FixedBits>(~std::uint64_t{0}));
    CHECK(is_in_enumeration<ScopedBits>(-128));
    CHECK(is_in_enumeration<BooleanBits>(true));
}

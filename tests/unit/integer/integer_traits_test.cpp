// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string>

#include <doctest/doctest.h>

#include <souris/detail/integer_traits.hpp>

using souris::AnyInteger;
using souris::detail::ShortInteger;

TEST_CASE("what counts as an integer") {
    static_assert(AnyInteger<int> && AnyInteger<const std::uint64_t> && AnyInteger<char>);
    static_assert(AnyInteger<char32_t> && !ShortInteger<char32_t>);
    static_assert(!AnyInteger<bool> && !AnyInteger<const bool> && !AnyInteger<double>);
    static_assert(!AnyInteger<int*> && !AnyInteger<std::string>);
    static_assert(ShortInteger<std::int8_t> && ShortInteger<std::uint64_t>);
#if SOURIS_HAS_INT128
    static_assert(AnyInteger<souris::native_int128> && AnyInteger<souris::native_uint128>);
    static_assert(!ShortInteger<souris::native_int128>);
#endif
    CHECK(souris::max_integer_size == 17);
}

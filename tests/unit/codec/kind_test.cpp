// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/kind.hpp>

using namespace souris;
using detail::Kind;

TEST_CASE("numbers are told apart by size and sign, whatever they are called") {
    static_assert(detail::kind_of<bool> == Kind::boolean);
    static_assert(detail::kind_of<signed char> == Kind::int8 &&
                  detail::kind_of<char8_t> == Kind::uint8);
    static_assert(detail::kind_of<short> == Kind::int16 &&
                  detail::kind_of<char16_t> == Kind::uint16);
    static_assert(detail::kind_of<int> == Kind::int32 && detail::kind_of<unsigned> == Kind::uint32);
    static_assert(detail::kind_of<long long> == Kind::int64 &&
                  detail::kind_of<std::size_t> == Kind::uint64);
    static_assert(detail::kind_of<float> == Kind::float32 &&
                  detail::kind_of<double> == Kind::float64);
    CHECK(detail::kind_of<std::string> == Kind::string);
}

TEST_CASE("what has a form of its own is left to its codec") {
    static_assert(detail::kind_of<char32_t> == Kind::other &&
                  detail::kind_of<long double> == Kind::other);
    static_assert(detail::kind_of<std::byte> == Kind::other);
    static_assert(detail::kind_of<std::vector<bool>> == Kind::other);
    static_assert(detail::kind_of<std::vector<std::byte>> == Kind::other);
    static_assert(detail::kind_of<std::vector<std::string>> == Kind::other);
    CHECK(detail::kind_of<std::vector<std::int16_t>> == Kind::vector);
    CHECK(detail::element_kind_of<std::vector<std::int16_t>> == Kind::int16);
}

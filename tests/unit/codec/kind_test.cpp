// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/detail/kind.hpp>

using namespace souris;
using detail::Kind;

TEST_CASE("numbers are told apart by size and sign, whatever they are called") {
    static_assert(detail::part_kind<bool> == Kind::boolean);
    static_assert(detail::part_kind<signed char> == Kind::int8 &&
                  detail::part_kind<char8_t> == Kind::uint8);
    static_assert(detail::part_kind<short> == Kind::int16 &&
                  detail::part_kind<char16_t> == Kind::uint16);
    static_assert(detail::part_kind<int> == Kind::int32 &&
                  detail::part_kind<unsigned> == Kind::uint32);
    static_assert(detail::part_kind<long long> == Kind::int64 &&
                  detail::part_kind<unsigned long long> == Kind::uint64);
    static_assert(detail::part_kind<std::size_t> ==
                  (sizeof(std::size_t) == 8 ? Kind::uint64 : Kind::uint32));
    static_assert(detail::part_kind<float> == Kind::float32 &&
                  detail::part_kind<double> == Kind::float64);
    CHECK(detail::part_kind<std::string> == Kind::string);
}

TEST_CASE("what has a form of its own is left to its codec") {
    static_assert(detail::part_kind<char32_t> == Kind::other &&
                  detail::part_kind<long double> == Kind::other);
    static_assert(detail::part_kind<std::byte> == Kind::other);
    static_assert(detail::part_kind<std::vector<bool>> == Kind::other);
    static_assert(detail::part_kind<std::vector<std::byte>> == Kind::other);
    static_assert(detail::part_kind<std::vector<std::string>> == Kind::other);
    CHECK(detail::part_kind<std::vector<std::int16_t>> == Kind::vector);
    CHECK(detail::element_kind<std::vector<std::int16_t>> == Kind::int16);
}

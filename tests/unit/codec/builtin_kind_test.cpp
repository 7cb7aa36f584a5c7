// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/detail/builtin_kind.hpp>

using namespace souris;
using detail::BuiltinKind;

TEST_CASE("numbers are told apart by size and sign, whatever they are called") {
    static_assert(detail::builtin_kind<bool> == BuiltinKind::boolean);
    static_assert(detail::builtin_kind<signed char> == BuiltinKind::int8 &&
                  detail::builtin_kind<char8_t> == BuiltinKind::uint8);
    static_assert(detail::builtin_kind<short> == BuiltinKind::int16 &&
                  detail::builtin_kind<char16_t> == BuiltinKind::uint16);
    static_assert(detail::builtin_kind<int> == BuiltinKind::int32 &&
                  detail::builtin_kind<unsigned> == BuiltinKind::uint32);
    static_assert(detail::builtin_kind<long long> == BuiltinKind::int64 &&
                  detail::builtin_kind<unsigned long long> == BuiltinKind::uint64);
    static_assert(detail::builtin_kind<std::size_t> ==
                  (sizeof(std::size_t) == 8 ? BuiltinKind::uint64 : BuiltinKind::uint32));
    static_assert(detail::builtin_kind<float> == BuiltinKind::float32 &&
                  detail::builtin_kind<double> == BuiltinKind::float64);
    CHECK(detail::builtin_kind<std::string> == BuiltinKind::string);
}

TEST_CASE("what has a form of its own is left to its codec") {
    static_assert(detail::builtin_kind<char32_t> == BuiltinKind::other &&
                  detail::builtin_kind<long double> == BuiltinKind::other);
    static_assert(detail::builtin_kind<std::byte> == BuiltinKind::other);
    static_assert(detail::builtin_kind<std::vector<bool>> == BuiltinKind::other);
    static_assert(detail::builtin_kind<std::vector<std::byte>> == BuiltinKind::other);
    static_assert(detail::builtin_kind<std::vector<std::string>> == BuiltinKind::other);
    CHECK(detail::builtin_kind<std::vector<std::int16_t>> == BuiltinKind::vector);
    CHECK(detail::builtin_element_kind<std::vector<std::int16_t>> == BuiltinKind::int16);
}

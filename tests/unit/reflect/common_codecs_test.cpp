// SPDX-License-Identifier: MIT
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/detail/common_codecs.hpp>
#include <souris/detail/value_get.hpp>

#include "unit/reflect/codec_checks.hpp"

using namespace souris;
using namespace souris::test;

namespace {

template <class T>
void check_both(const T& element) {
    check_codec(std::optional<T>(element), Value(element));
    check_codec(std::optional<T>(), Value());
}

/// Of a vector that the library reads and writes: the greatest and the least number, enough of them
/// that they do not fit into one round, at the root and as a member.
template <class T>
void check_numbers() {
    struct Member {
        std::vector<T> numbers;
        bool operator==(const Member&) const = default;
    };
    for (const std::size_t count : {0U, 1U, 7U, 33U, 250U}) {
        Member member;
        Array values;
        for (std::size_t i = 0; i < count; ++i) {
            const T number = i % 3 == 0   ? std::numeric_limits<T>::max()
                             : i % 3 == 1 ? std::numeric_limits<T>::lowest()
                                          : static_cast<T>(i);
            member.numbers.push_back(number);
            values.push_back(Value(number));
        }
        check_codec(member.numbers, values);
#if SOURIS_HAS_MEMBER_NAMES
        for (const bool is_strict : {false, true}) {
            const auto bytes = encode(member, {.form = ObjectForm::array});
            CHECK(decode<Member>(*bytes, {.strict = is_strict}) == member);
        }
#endif
    }
}

}  // namespace

TEST_CASE("vectors of numbers are read and written by the library") {
    check_numbers<std::int8_t>();
    check_numbers<std::int16_t>();
    check_numbers<std::int32_t>();
    check_numbers<std::int64_t>();
    check_numbers<std::uint8_t>();
    check_numbers<std::uint16_t>();
    check_numbers<std::uint32_t>();
    check_numbers<std::uint64_t>();
    check_numbers<float>();
    check_numbers<double>();
}

TEST_CASE("optional members of common types") {
    check_both<std::string>("text");
    check_both<double>(1.5);
    check_both<bool>(true);
    check_both<std::int32_t>(-5);
    check_both<std::uint32_t>(5);
    check_both<std::int64_t>(-(std::int64_t{1} << 40));
    check_both<std::uint64_t>(std::uint64_t{1} << 40U);
}

TEST_CASE("errors of a common type have its place") {
    CHECK(decode_error<std::vector<std::string>>(Array{Value("a"), Value(1)}).path == "/1");
    CHECK(decode_error<std::vector<std::uint8_t>>(Array{Value(1), Value(300)}).path == "/1");
    CHECK(decode_error<std::optional<std::int32_t>>(Value("a")).code == ErrorCode::wrong_type);
    CHECK(encode(std::vector<std::string>{"a", "\xFF"}).error().path == "/1");
}

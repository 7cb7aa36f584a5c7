// SPDX-License-Identifier: MIT
#include <cstdint>
#include <limits>

#include <doctest/doctest.h>

#include <souris/detail/ticks.hpp>
#include <souris/timestamp.hpp>

using namespace souris;
using detail::count_of;
using detail::Ticks;
using detail::timestamp_of;

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr Ticks seconds{1, 1, least, static_cast<std::uint64_t>(most)};
constexpr Ticks picoseconds{1, 1'000'000'000'000, least, static_cast<std::uint64_t>(most)};
constexpr Ticks unsigned_days{86'400, 1, 0, 0xFFFFU};
/// The greatest unit that there is.
constexpr Ticks aeons{most, 1, least, static_cast<std::uint64_t>(most)};

}  // namespace

TEST_CASE("ticks are timestamps and back") {
    const Timestamp before{1969, 12, 31, 23, 59, 59};
    CHECK(timestamp_of(seconds, static_cast<std::uint64_t>(-1)) == before);
    CHECK(count_of(seconds, before) == static_cast<std::uint64_t>(-1));
    CHECK(timestamp_of(unsigned_days, 0xFFFF) == Timestamp{2149, 6, 6});
    CHECK(count_of(unsigned_days, Timestamp{2149, 6, 6}) == 0xFFFFU);
    CHECK(timestamp_of(picoseconds, 1000) == Timestamp{1970, 1, 1, 0, 0, 0, 1});
}

TEST_CASE("ticks that no timestamp has, and timestamps of no tick") {
    CHECK(timestamp_of(seconds, static_cast<std::uint64_t>(most)).error() ==
          ErrorCode::unrepresentable);
    CHECK(timestamp_of(seconds, static_cast<std::uint64_t>(least)).error() ==
          ErrorCode::unrepresentable);
    CHECK(timestamp_of(picoseconds, 1).error() == ErrorCode::unrepresentable);
    CHECK_FALSE(timestamp_of(aeons, static_cast<std::uint64_t>(least)).has_value());
    CHECK_FALSE(timestamp_of(aeons, static_cast<std::uint64_t>(most)).has_value());
    CHECK(count_of(unsigned_days, Timestamp{2149, 6, 7}).error() ==
          ErrorCode::integer_out_of_range);
    CHECK(count_of(unsigned_days, Timestamp{2149, 6, 6, 1}).error() == ErrorCode::inexact_number);
    CHECK(count_of(seconds, Timestamp{2023, 2, 29}).error() == ErrorCode::invalid_timestamp);
}

// SPDX-License-Identifier: MIT
#include <chrono>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/detail/time_codecs.hpp>
#include <souris/object.hpp>

#include "unit/reflect/codec_checks.hpp"

using namespace souris;
using test::check_codec;
using test::decode_error;

TEST_CASE("times and zones of the format") {
    check_codec(Timestamp{2024, 2, 29, 1, 2, 3, 4}, Timestamp{2024, 2, 29, 1, 2, 3, 4});
    check_codec(*TimeZone::parse("Europe/Paris"), *TimeZone::parse("Europe/Paris"));
}

TEST_CASE("times of the system's clock, of any unit and year") {
    using namespace std::chrono;
    check_codec(sys_seconds(seconds(1'700'000'000)), Timestamp{2023, 11, 14, 22, 13, 20});
    check_codec(sys_seconds(seconds(-1)), Timestamp{1969, 12, 31, 23, 59, 59});
    check_codec(sys_days(year(2024) / 2 / 29), Timestamp{2024, 2, 29});
    check_codec(sys_time<milliseconds>(milliseconds(-1)),
                Timestamp{1969, 12, 31, 23, 59, 59, 999'000'000});
    check_codec(sys_time<nanoseconds>(nanoseconds::max()),
                Timestamp{2262, 4, 11, 23, 47, 16, 854'775'807});
    check_codec(sys_time<nanoseconds>(nanoseconds::min()),
                Timestamp{1677, 9, 21, 0, 12, 43, 145'224'192});
    // Beyond the years that std::chrono has names for.
    check_codec(sys_seconds(seconds(60'000'000'000'000)), Timestamp{1903294, 4, 23, 10, 40, 0});
    check_codec(sys_seconds(seconds(-60'000'000'000'000)), Timestamp{-1899355, 9, 9, 13, 20, 0});
    CHECK(encode(sys_seconds::max()).error().code == ErrorCode::unrepresentable);
    CHECK(encode(sys_time<duration<int, std::pico>>(duration<int, std::pico>(1))).error().code ==
          ErrorCode::unrepresentable);
    const Value with_nanosecond = Timestamp{2024, 1, 1, 0, 0, 0, 1};
    const Error inexact = decode_error<sys_seconds>(with_nanosecond);
    CHECK(inexact.code == ErrorCode::inexact_number);
    CHECK(inexact.detail == "found 2024-01-01T00:00:00.000000001");
    CHECK(decode_error<sys_time<nanoseconds>>(Timestamp{2300}).code ==
          ErrorCode::integer_out_of_range);
    // A leap second is the second after 59.
    CHECK(decode<sys_seconds>(*encode_value(Timestamp{2016, 12, 31, 23, 59, 59, 1'000'000'000})) ==
          sys_seconds(sys_days(year(2017) / 1 / 1)));
}

TEST_CASE("durations") {
    using namespace std::chrono;
    check_codec(milliseconds(1500), 1500);
    check_codec(duration<double>(1.5), 1.5);
}

// SPDX-License-Identifier: MIT
#include "interop/date_time.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using souris::Timestamp;
using souris::detail::parse_date_time;

TEST_CASE("date-times of RFC 3339 are moved to UTC") {
    const struct {
        std::string_view text;
        std::string_view utc;
        bool has_offset;
    } rows[] = {
        {"2013-03-21T20:04:00Z", "2013-03-21T20:04:00", false},
        {"2013-03-21t20:04:00.5z", "2013-03-21T20:04:00.5", false},
        {"2013-03-21T20:04:00-00:00", "2013-03-21T20:04:00", false},
        {"0000-01-01T00:00:00+00:01", "-0001-12-31T23:59:00", true},
        {"2012-06-30T23:59:60+01:30", "2012-06-30T22:29:60", true},
        {"2012-06-30T23:59:59.25-01:30", "2012-07-01T01:29:59.25", true},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto date = parse_date_time(row.text);
        REQUIRE(date.has_value());
        CHECK(date->utc == Timestamp::parse(row.utc).value());
        CHECK(date->has_offset == row.has_offset);
    }
    for (const std::string_view wrong :
         {"", "Z", "2012-06-30Z", "2012-06-30T23:59:59", "2012-13-30T23:59:59Z",
          "+2012-06-30T23:59:59Z", "-2012-06-30T23:59:59Z"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_date_time(wrong).has_value());
    }
    const std::string longest = "2012-06-30T23:59:59." + std::string(100, '0');
    CHECK_FALSE(parse_date_time(longest + "Z").has_value());
}

TEST_CASE("an offset from UTC is of digits") {
    const std::string time = "2024-02-03T04:05:06";
    for (const char* const right : {"Z", "+00:00", "-00:00", "+23:59", ".5-01:30"}) {
        CAPTURE(right);
        CHECK(parse_date_time(time + right).has_value());
    }
    for (const char* const wrong :
         {"+-0:-0", "+-0:00", "+00:-0", "-+0:00", "+ 0:00", "+0x:00", "+24:00", "+00:60", "+:0:00",
          "+00:0", "+000:0", "*00:00", "+00-00", "-"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_date_time(time + wrong).has_value());
    }
}

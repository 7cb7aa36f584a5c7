// SPDX-License-Identifier: MIT
#include "interop/epoch.hpp"

#include <cstdint>
#include <limits>
#include <string_view>

#include <doctest/doctest.h>

#include "support/rounding.hpp"

using souris::Timestamp;
using souris::detail::time_at;
using souris::detail::unix_seconds;

TEST_CASE("seconds since 1970, in all years") {
    const struct {
        std::int64_t seconds;
        std::string_view text;
    } rows[] = {
        {0, "1970-01-01T00:00:00"},
        {-1, "1969-12-31T23:59:59"},
        {1363896240, "2013-03-21T20:04:00"},
        {253402300799, "9999-12-31T23:59:59"},
        {-62135596800, "0001-01-01T00:00:00"},
        {-62167219200, "0000-01-01T00:00:00"},
        {6311347200, "2169-12-31T00:00:00"},
        {6311433600, "2170-01-01T00:00:00"},
        {-6311347200, "1770-01-01T00:00:00"},
        {-6311347201, "1769-12-31T23:59:59"},
        {-67768100567971200, "-2147483648-01-01T00:00:00"},
        {67767976233532799, "+2147483647-12-31T23:59:59"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const Timestamp time = Timestamp::parse(row.text).value();
        CHECK(unix_seconds(time) == row.seconds);
        CHECK(time_at(row.seconds, 0).value() == time);
    }
    CHECK_FALSE(time_at(-67768100567971201, 0).has_value());
    CHECK_FALSE(time_at(67767976233532800, 0).has_value());
    CHECK_FALSE(time_at(std::numeric_limits<std::int64_t>::min(), 0).has_value());
    CHECK_FALSE(time_at(std::numeric_limits<std::int64_t>::max(), 0).has_value());
}

TEST_CASE("nanoseconds are kept") {
    const Timestamp time = Timestamp::parse("1969-12-31T23:59:59.999999999").value();
    CHECK(unix_seconds(time) == -1);
    CHECK(time_at(-1, 999'999'999).value() == time);
    CHECK(unix_seconds(Timestamp::parse("2012-06-30T23:59:60.5").value()) == 1341100799);
}

TEST_CASE("fractions of a second, to the nearest nanosecond in every rounding mode") {
    const struct {
        double seconds;
        std::string_view text;
    } rows[] = {
        {0.0, "1970-01-01T00:00:00"},
        {-0.0, "1970-01-01T00:00:00"},
        {5e-324, "1970-01-01T00:00:00"},
        {-1e-300, "1970-01-01T00:00:00"},
        {-1e-9, "1969-12-31T23:59:59.999999999"},
        {2.5e-9, "1970-01-01T00:00:00.000000003"},
        {1363896240.5, "2013-03-21T20:04:00.500"},
        {-1.75, "1969-12-31T23:59:58.250"},
        {1.9999999999, "1970-01-01T00:00:02"},
        {-1.9999999999, "1969-12-31T23:59:58"},
        {67767976233532792.0, "+2147483647-12-31T23:59:52"},
    };
    souris::test::in_every_rounding([&] {
        for (const auto& row : rows) {
            CAPTURE(row.text);
            CHECK(time_at(row.seconds).value().to_string() == row.text);
        }
    });
    for (const double beyond : {1e17, -1e300, std::numeric_limits<double>::infinity(),
                                std::numeric_limits<double>::quiet_NaN()}) {
        CHECK_FALSE(time_at(beyond).has_value());
    }
}

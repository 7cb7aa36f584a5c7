// SPDX-License-Identifier: MIT
#include <chrono>
#include <cstdint>
#include <limits>
#include <ostream>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <souris/timestamp.hpp>

using souris::ErrorCode;
using souris::Timestamp;
using NanosecondTime = std::chrono::sys_time<std::chrono::nanoseconds>;

namespace {

constexpr std::int32_t min_year = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t max_year = std::numeric_limits<std::int32_t>::max();

NanosecondTime after_epoch(std::int64_t nanoseconds) {
    return NanosecondTime(std::chrono::nanoseconds(nanoseconds));
}

}  // namespace

TEST_CASE("which dates and times there are") {
    struct Row {
        Timestamp time;
        bool is_valid;
    };
    const Row rows[] = {
        {{}, true},
        {{2024, 2, 29}, true},
        {{2023, 2, 29}, false},
        {{1900, 2, 29}, false},
        {{2000, 2, 29}, true},
        {{2024, 2, 30}, false},
        {{2024, 4, 30}, true},
        {{2024, 4, 31}, false},
        {{2024, 12, 31}, true},
        {{2024, 12, 32}, false},
        {{2024, 0, 1}, false},
        {{2024, 13, 1}, false},
        {{2024, 1, 0}, false},
        {{2024, 255, 255}, false},
        {{0, 2, 29}, true},
        {{-1, 2, 29}, false},
        {{-4, 2, 29}, true},
        {{-100, 2, 29}, false},
        {{-400, 2, 29}, true},
        // Years beyond those of std::chrono.
        {{32768, 2, 29}, true},
        {{-32768, 2, 29}, true},
        {{100'000, 2, 29}, true},
        {{100'100, 2, 29}, false},
        {{max_year, 12, 31}, true},
        {{max_year, 2, 29}, false},
        {{min_year, 1, 1}, true},
        {{min_year, 2, 29}, true},
        {{2024, 1, 1, 23, 59, 59, 999'999'999}, true},
        {{2024, 1, 1, 24, 0, 0}, false},
        {{2024, 1, 1, 0, 60, 0}, false},
        {{2024, 1, 1, 0, 0, 60}, false},
        {{2024, 1, 1, 0, 0, 58, 999'999'999}, true},
        {{2024, 1, 1, 0, 0, 58, 1'000'000'000}, false},
        {{2024, 1, 1, 0, 0, 59, 1'000'000'000}, true},
        {{2024, 1, 1, 0, 0, 59, 1'999'999'999}, true},
        {{2024, 1, 1, 0, 0, 59, 2'000'000'000}, false},
        {{2024, 1, 1, 0, 0, 59, 4'294'967'295}, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.time.to_string());
        CHECK(row.time.is_valid() == row.is_valid);
    }
}

TEST_CASE("timestamps as text, both ways") {
    struct Row {
        Timestamp time;
        std::string_view text;
    };
    const Row rows[] = {
        {{}, "1970-01-01T00:00:00"},
        {{2024, 10, 30, 12, 34, 56, 789'000'000}, "2024-10-30T12:34:56.789"},
        {{2024, 10, 30, 12, 34, 56, 500'000'000}, "2024-10-30T12:34:56.500"},
        {{2024, 10, 30, 12, 34, 56, 1'000'000}, "2024-10-30T12:34:56.001"},
        {{2024, 10, 30, 12, 34, 56, 1'000}, "2024-10-30T12:34:56.000001"},
        {{2024, 10, 30, 12, 34, 56, 123'456'000}, "2024-10-30T12:34:56.123456"},
        {{2024, 10, 30, 12, 34, 56, 1}, "2024-10-30T12:34:56.000000001"},
        {{2024, 10, 30, 12, 34, 56, 120'000'010}, "2024-10-30T12:34:56.120000010"},
        {{1, 12, 31, 23, 59, 59, 999'999'999}, "0001-12-31T23:59:59.999999999"},
        {{0, 1, 1}, "0000-01-01T00:00:00"},
        {{9999, 12, 31, 23, 59, 59}, "9999-12-31T23:59:59"},
        {{10'000, 1, 1}, "+10000-01-01T00:00:00"},
        {{262'142, 12, 31}, "+262142-12-31T00:00:00"},
        {{-1, 1, 1}, "-0001-01-01T00:00:00"},
        {{-44, 3, 15, 12}, "-0044-03-15T12:00:00"},
        {{-20'000, 1, 1}, "-20000-01-01T00:00:00"},
        {{max_year, 12, 31}, "+2147483647-12-31T00:00:00"},
        {{min_year, 1, 1}, "-2147483648-01-01T00:00:00"},
        {{2016, 12, 31, 23, 59, 59, 1'000'000'000}, "2016-12-31T23:59:60"},
        {{2016, 12, 31, 23, 59, 59, 1'500'000'000}, "2016-12-31T23:59:60.500"},
        {{2016, 12, 31, 23, 59, 59, 1'999'999'999}, "2016-12-31T23:59:60.999999999"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(row.time.to_string() == row.text);
        CHECK(Timestamp::parse(row.text) == row.time);
        std::string with_space(row.text);
        with_space[with_space.find('T')] = ' ';
        CHECK(Timestamp::parse(with_space) == row.time);
    }
}

TEST_CASE("timestamps are also read with other numbers of decimals and signs") {
    const std::uint32_t nanoseconds[] = {100'000'000, 120'000'000, 123'000'000,
                                         123'400'000, 123'450'000, 123'456'000,
                                         123'456'700, 123'456'780, 123'456'789};
    for (std::size_t decimals = 1; decimals <= 9; ++decimals) {
        const std::string text =
            "2024-10-30T12:34:56." + std::string("123456789").substr(0, decimals);
        CAPTURE(text);
        CHECK(Timestamp::parse(text).value().nanosecond == nanoseconds[decimals - 1]);
    }
    CHECK(Timestamp::parse("+2024-10-30T12:34:56").value().year == 2024);
    CHECK(Timestamp::parse("-0000-10-30T12:34:56").value().year == 0);
    CHECK(Timestamp::parse("+000002024-10-30T12:34:56").value().year == 2024);
}

TEST_CASE("text that is no timestamp") {
    const std::string_view valid = "-2024-10-30T12:34:56.789";
    REQUIRE(Timestamp::parse(valid).has_value());
    for (std::size_t size = 0; size < valid.size(); ++size) {
        const std::string_view prefix = valid.substr(0, size);
        // Text cut after whole seconds, or after any decimal, is valid as well.
        if (prefix.ends_with(":56") || prefix.find('.') + 1 < size) continue;
        CAPTURE(prefix);
        CHECK(Timestamp::parse(prefix).error() == ErrorCode::invalid_timestamp);
    }
    const std::string_view rows[] = {
        "24-10-30T12:34:56",
        "024-10-30T12:34:56",
        "12024-10-30T12:34:56",
        "+024-10-30T12:34:56",
        "+12345678901-10-30T12:34:56",
        "+2147483648-01-01T00:00:00",
        "-2147483649-01-01T00:00:00",
        "--2024-10-30T12:34:56",
        "2024-1-30T12:34:56",
        "2024-010-30T12:34:56",
        "2024-10-3T12:34:56",
        "2024-10-30t12:34:56",
        "2024-10-30  12:34:56",
        "2024-10-30T2:34:56",
        "2024-10-30T12:34",
        "2024-10-30T12:34:56.",
        "2024-10-30T12:34:56.1234567890",
        "2024-10-30T12:34:56,789",
        "2024-10-30T12:34:56Z",
        "2024-10-30T12:34:56+00:00",
        " 2024-10-30T12:34:56",
        "2024-10-30T12:34:56 ",
        "2024/10/30T12:34:56",
        "2024-10-30T12-34-56",
        "2024-10-30T12:34:-6",
        "20x4-10-30T12:34:56",
        // Well-formed, but not a valid date or time.
        "2023-02-29T12:00:00",
        "2024-13-01T12:00:00",
        "2024-00-01T12:00:00",
        "2024-10-00T12:00:00",
        "2024-10-30T24:00:00",
        "2024-10-30T12:60:00",
        "2024-10-30T12:34:61",
    };
    for (const std::string_view text : rows) {
        CAPTURE(text);
        CHECK(Timestamp::parse(text).error() == ErrorCode::invalid_timestamp);
    }
}

TEST_CASE("a time with an offset becomes UTC") {
    const struct {
        std::string_view text;
        std::string_view utc;
    } rows[] = {
        {"2024-10-30T12:34:56", "2024-10-30T12:34:56"},
        {"2024-10-30t12:34:56.5z", "2024-10-30T12:34:56.500"},
        {"2024-10-30 12:34:56Z", "2024-10-30T12:34:56"},
        {"2024-10-30T12:34:56+00:00", "2024-10-30T12:34:56"},
        {"2024-10-30T12:34:56-00:00", "2024-10-30T12:34:56"},
        {"2024-10-30T12:34:56+02:00", "2024-10-30T10:34:56"},
        {"2024-10-30T12:34:56-12:45", "2024-10-31T01:19:56"},
        {"2024-03-01T00:00:00+00:01", "2024-02-29T23:59:00"},
        {"2023-02-28T23:59:59.999999999-00:01", "2023-03-01T00:00:59.999999999"},
        {"2024-12-31T00:01:00-23:59", "2025-01-01T00:00:00"},
        {"2024-01-01T23:58:59+23:59", "2023-12-31T23:59:59"},
        {"2012-06-30T23:59:60+01:30", "2012-06-30T22:29:60"},
        {"0000-01-01T00:00:00+00:01", "-0001-12-31T23:59:00"},
        {"-0001-12-31T23:59:00-00:01", "0000-01-01T00:00:00"},
        {"+2147483647-12-31T23:59:00+01:00", "+2147483647-12-31T22:59:00"},
        {"2024-02-29", "2024-02-29T00:00:00"},
        {"-0044-03-15", "-0044-03-15T00:00:00"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto time = Timestamp::parse_zoned(row.text);
        REQUIRE(time.has_value());
        CHECK(time->to_string() == row.utc);
    }
    for (const std::string_view wrong : {"",
                                         "Z",
                                         "2024",
                                         "2024-10",
                                         "2024-10-3",
                                         "2024-10-30Z",
                                         "2024-10-30+02:00",
                                         "2023-02-29",
                                         "2024-10-30T",
                                         "2024-10-30T12:34",
                                         "2024-10-30T12:34Z",
                                         "2024-10-30T12:34:56ZZ",
                                         "2024-10-30T12:34:56 Z",
                                         "2024-10-30T12:34:56+2:00",
                                         "2024-10-30T12:34:56+0200",
                                         "2024-10-30T12:34:56+02",
                                         "2024-10-30T12:34:56+24:00",
                                         "2024-10-30T12:34:56+00:60",
                                         "2024-10-30T12:34:56+02:00Z",
                                         "2024-10-30T24:00:00+02:00",
                                         " 2024-10-30",
                                         "+2147483647-12-31T23:59:00-00:01",
                                         "-2147483648-01-01T00:00:00+00:01"}) {
        CAPTURE(wrong);
        CHECK(Timestamp::parse_zoned(wrong).error() == ErrorCode::invalid_timestamp);
    }
}

TEST_CASE("an offset is subtracted as from a time point") {
    for (const char* const local :
         {"2024-03-01T00:00:00.5", "2023-12-31T23:59:59", "1900-02-28T12:30:00"}) {
        const auto point = Timestamp::parse(local).value().to_time_point().value();
        for (int minutes = -1439; minutes <= 1439; ++minutes) {
            const int size = minutes < 0 ? -minutes : minutes;
            const std::string text =
                local + fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
            CAPTURE(text);
            CHECK(Timestamp::parse_zoned(text).value().to_time_point() ==
                  point - std::chrono::minutes(minutes));
        }
    }
}

TEST_CASE("timestamps and time points") {
    struct Row {
        std::int64_t nanoseconds;
        std::string_view text;
    };
    const Row rows[] = {
        {0, "1970-01-01T00:00:00"},
        {1, "1970-01-01T00:00:00.000000001"},
        {-1, "1969-12-31T23:59:59.999999999"},
        {-1'000'000'000, "1969-12-31T23:59:59"},
        {1'709'208'000'500'000'000, "2024-02-29T12:00:00.500"},
        {std::numeric_limits<std::int64_t>::max(), "2262-04-11T23:47:16.854775807"},
        {std::numeric_limits<std::int64_t>::min(), "1677-09-21T00:12:43.145224192"},
        {std::numeric_limits<std::int64_t>::min() + 1, "1677-09-21T00:12:43.145224193"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Timestamp time = Timestamp::from_time_point(after_epoch(row.nanoseconds));
        CHECK(time.to_string() == row.text);
        CHECK(time.to_time_point() == after_epoch(row.nanoseconds));
    }
}

TEST_CASE("timestamps that are no time points") {
    struct Row {
        std::string_view text;
        ErrorCode error;
    };
    const Row rows[] = {
        {"1677-09-21T00:12:43.145224191", ErrorCode::integer_out_of_range},
        {"2262-04-11T23:47:16.854775808", ErrorCode::integer_out_of_range},
        {"0000-01-01T00:00:00", ErrorCode::integer_out_of_range},
        {"9999-12-31T23:59:59", ErrorCode::integer_out_of_range},
        {"+2147483647-12-31T23:59:60.999999999", ErrorCode::integer_out_of_range},
        {"-2147483648-01-01T00:00:00", ErrorCode::integer_out_of_range},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(Timestamp::parse(row.text).value().to_time_point().error() == row.error);
    }
    CHECK(Timestamp{2023, 2, 29}.to_time_point().error() == ErrorCode::invalid_timestamp);
}

TEST_CASE("a leap second is the second after 59") {
    CHECK(Timestamp::parse("2016-12-31T23:59:60.5").value().to_time_point() ==
          Timestamp::parse("2017-01-01T00:00:00.5").value().to_time_point());
}

TEST_CASE("timestamps are in the order of time") {
    const std::string_view ascending[] = {
        "-20000-01-01T00:00:00", "-0001-12-31T00:00:00",  "0000-01-01T00:00:00",
        "2016-12-31T23:59:59",   "2016-12-31T23:59:59.9", "2016-12-31T23:59:60",
        "2017-01-01T00:00:00",   "2017-01-01T00:00:01",   "2017-01-01T00:01:00",
        "2017-01-01T01:00:00",   "2017-01-02T00:00:00",   "2017-02-01T00:00:00",
    };
    for (const std::string_view& a : ascending) {
        for (const std::string_view& b : ascending) {
            CHECK(((Timestamp::parse(a).value() <=> Timestamp::parse(b).value()) == (&a <=> &b)));
        }
    }
}

// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/time_zone.hpp>

using souris::ErrorCode;
using souris::TimeZone;

TEST_CASE("names of time zones: what is allowed") {
    const std::string names[] = {
        "UTC",
        "Europe/London",
        "America/Argentina/Buenos_Aires",
        "Etc/GMT+1",
        "Etc/GMT-14",
        "America/Port-au-Prince",
        "GB",
        "a",
        "Mars/Olympus_Mons",
        ".",
        "v1.2/x",
        std::string(255, 'x'),
    };
    for (const std::string& name : names) {
        CAPTURE(name);
        CHECK(TimeZone::is_valid_name(name));
        CHECK(TimeZone::parse(name).value().name() == name);
    }
}

TEST_CASE("names of time zones: what is refused") {
    const std::string names[] = {
        "",
        "/",
        "/Europe",
        "Europe/",
        "Europe//London",
        "Europe/Lon don",
        "Europe\\London",
        "Zürich",
        "UTC\n",
        "UTC:00",
        std::string("UTC\0", 4),
        std::string(256, 'x'),
    };
    for (const std::string& name : names) {
        CAPTURE(name);
        CHECK_FALSE(TimeZone::is_valid_name(name));
        CHECK(TimeZone::parse(name).error() == ErrorCode::invalid_timezone);
    }
    // Only letters, digits and six other characters.
    std::string allowed;
    for (int c = 0; c < 256; ++c) {
        const char character = static_cast<char>(c);
        if (TimeZone::is_valid_name(std::string{'a', character, 'a'})) allowed += character;
    }
    CHECK(allowed == "+-./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
}

TEST_CASE("the system knows zones, not files") {
    const auto is_known = [](std::string_view name) {
        return TimeZone::parse(name).value().is_known();
    };
    // Without a zone database, no zone is known.
    if (TimeZone().is_known()) {
        CHECK(is_known("Europe/London"));
        CHECK(is_known("America/Argentina/Buenos_Aires"));
        CHECK_FALSE(is_known("../zoneinfo/UTC"));
        CHECK_FALSE(is_known("Europe/../UTC"));
    }
    CHECK_FALSE(is_known("Mars/Olympus_Mons"));
    CHECK_FALSE(is_known("Europe"));
    CHECK_FALSE(is_known("zone.tab"));
    CHECK_FALSE(is_known("."));
    CHECK_FALSE(is_known(".."));
    CHECK_FALSE(is_known("../../../etc/passwd"));
}

TEST_CASE("time zones compare by name") {
    CHECK(TimeZone().name() == "UTC");
    CHECK(TimeZone() == TimeZone::parse("UTC").value());
    CHECK(TimeZone() != TimeZone::parse("GMT").value());
    CHECK(TimeZone::parse("A").value() < TimeZone::parse("B").value());
}

// SPDX-License-Identifier: MIT
#include <cmath>
#include <sstream>
#include <string>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <souris/format.hpp>

using namespace souris;

TEST_CASE("every type of the library is formatted as its text") {
    CHECK(fmt::format("{}", Ipv4(127, 0, 0, 1)) == "127.0.0.1");
    CHECK(fmt::format("{}", Ipv6({0x2001, 0xDB8, 0, 0, 0, 0, 0, 1})) == "2001:db8::1");
    CHECK(fmt::format("{}", *Timestamp::parse("2024-10-30T12:34:56")) == "2024-10-30T12:34:56");
    CHECK(fmt::format("{}", Complex(3, -4)) == "3-4i");
    CHECK(fmt::format("{}", Complex::polar(2, 0.5)) == "2.0 * e^(0.5i)");
    CHECK(fmt::format("{}", *TimeZone::parse("Europe/London")) == "Europe/London");
    CHECK(fmt::format("{}", *JsonText::parse("[1, 2]")) == "[1, 2]");
    CHECK(fmt::format("{}", Type::timestamp) == "timestamp");
    CHECK(fmt::format("{}", ErrorCode::bad_magic) == "bad_magic");
    Error error(ErrorCode::truncated);
    error.offset = 12;
    CHECK(fmt::format("{}", error) == "truncated at byte 12");
    CHECK(fmt::format("{:#x}", Integer(255)) == "0xff");
}

TEST_CASE("a value is formatted as tagged JSON, however deep") {
    CHECK(fmt::format("{}", Value(Map{{"a", Array{1, nullptr, "x"}}})) == R"({"a":[1,null,"x"]})");
    CHECK(fmt::format("{}", Value(Ipv4(1, 2, 3, 4))).find("souris_type") != std::string::npos);
    Value deep(1);
    for (int i = 0; i < 100'000; ++i) {
        Array outer;
        outer.push_back(std::move(deep));
        deep = Value(std::move(outer));
    }
    CHECK(fmt::format("{}", deep).size() == 200'001);
    CHECK(fmt::format("{}", Value("\xff")) == "<invalid UTF-8>");
}

TEST_CASE("the specifiers are those of text") {
    CHECK(fmt::format("[{:>12}]", Ipv4(127, 0, 0, 1)) == "[   127.0.0.1]");
    CHECK(fmt::format("[{:*^9.3}]", Type::timestamp) == "[***tim***]");
    CHECK(fmt::format("[{:{}}]", Value(true), 6) == "[true  ]");
}

TEST_CASE("streams get the same text") {
    std::ostringstream out;
    out << Value(Array{1, "x"}) << ' ' << Ipv4(1, 2, 3, 4) << ' ' << Error(ErrorCode::truncated)
        << ' ' << Type::map << ' ' << Timestamp{2024};
    CHECK(out.str() == R"([1,"x"] 1.2.3.4 truncated map 2024-01-01T00:00:00)");
}

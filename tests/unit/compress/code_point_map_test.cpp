// SPDX-License-Identifier: MIT
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/detail/code_point_map.hpp>

using souris::CodePointMap;

TEST_CASE("every code point has a value of its own") {
    const std::vector<char32_t> code_points{0, U'a', 127, 128, 255, 256, 0x7FF, 0xFFFF, 0x10FFFF};
    CodePointMap<int> map;
    const CodePointMap<int>& reading = map;
    int value = 0;
    for (const char32_t code_point : code_points) {
        CHECK(reading[code_point] == 0);
        map.at(code_point) = ++value;
    }
    value = 0;
    for (const char32_t code_point : code_points)
        CHECK(reading[code_point] == ++value);
    CHECK(reading[U'b'] == 0);
    CHECK(reading[0x10000] == 0);

    std::vector<std::pair<char32_t, int>> seen;
    map.for_each([&](char32_t code_point, int each) { seen.emplace_back(code_point, each); });
    REQUIRE(seen.size() == code_points.size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
        CHECK(seen[i] == std::pair(code_points[i], static_cast<int>(i) + 1));
    }
}

TEST_CASE("ASCII is one array") {
    CodePointMap<int> map;
    map.ascii()[U'x'] = 7;
    CHECK(map.at(U'x') == 7);
    map.at(127) = 8;
    CHECK(std::as_const(map).ascii()[127] == 8);
}

TEST_CASE("what was moved from has nothing set, and can be used") {
    souris::CodePointMap<int> map;
    map.at(U'a') = 1;
    map.at(0x1F9C0) = 2;
    souris::CodePointMap<int> taken = std::move(map);
    CHECK(taken[0x1F9C0] == 2);
    const souris::CodePointMap<int>& moved = map;  // NOLINT(bugprone-use-after-move)
    CHECK(moved[U'a'] == 0);
    CHECK(moved[0x1F9C0] == 0);
    CHECK(moved.ascii()[U'a'] == 0);
    moved.for_each([](char32_t, int) { CHECK(false); });
    map.at(0x1F9C0) = 3;
    CHECK(moved[0x1F9C0] == 3);
    taken = std::move(map);
    CHECK(taken[0x1F9C0] == 3);
    map.ascii()[U'b'] = 4;
    CHECK(moved[U'b'] == 4);
}

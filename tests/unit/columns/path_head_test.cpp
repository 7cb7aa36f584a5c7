// SPDX-License-Identifier: MIT
#include "columns/path_head.hpp"

#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "support/hex.hpp"
#include "unit/columns/written_paths.hpp"

using namespace souris;
using namespace souris::detail::columns;

TEST_CASE("paths are ordered as their parents mention them") {
    // The root's array has the elements 3; their maps have the members 1, 2; 1 is a text with the
    // field 4.
    std::vector<Path> paths(5);
    paths[1].key = "a";
    paths[1].role = PathRole::member;
    paths[1].parent = 3;
    paths[2].key = "b";
    paths[2].parent = 3;
    paths[3].role = PathRole::element;
    paths[4].role = PathRole::field;
    paths[4].parent = 1;
    paths[0].parts = {Parts{PartsKind::array, {3}}};
    paths[3].parts = {Parts{PartsKind::map, {2, 1}}, Parts{PartsKind::map, {1, 2, 1}}};
    paths[1].parts = {Parts{PartsKind::pattern, {4}}};
    const std::vector<Path> ordered = order_paths(paths);
    REQUIRE(ordered.size() == 5);
    CHECK(ordered[0].parts[0].paths == std::vector<PathIndex>{1});
    CHECK(ordered[1].role == PathRole::element);
    CHECK(ordered[1].parts[0].paths == std::vector<PathIndex>{2, 3});
    CHECK(ordered[1].parts[1].paths == std::vector<PathIndex>{3, 2, 3});
    CHECK(ordered[2].key == "b");
    CHECK(ordered[3].key == "a");
    CHECK(ordered[3].parent == 1);
    CHECK(ordered[4].role == PathRole::field);
    CHECK(ordered[4].parent == 3);
}

TEST_CASE("heads are written as the format says") {
    std::vector<Path> paths = test::paths_of_maps(std::vector<std::string_view>{"a", "b"}, 1);
    paths[0].parts.push_back(Parts{PartsKind::map, {2, 1, 2}});
    paths[0].table_bits = 3;
    paths[1].has_word = {true, false, true};
    paths[1].table_bits = 1;
    Content numbers;
    numbers.kind = ContentKind::decimal;
    numbers.coding = {1, 9};
    paths[2].contents.push_back(numbers);
    paths[2].decimals = 2;
    Content literals;
    literals.kind = ContentKind::text;
    literals.count = 2;
    paths[2].literals.push_back(literals);
    paths[2].table_bits = 4;
    paths[2].contexts = {ContextSet{1, {1, 0}}};
    paths[2].has_texts_apart = true;
    CHECK(test::to_hex(test::heads_of(paths)) == test::to_hex(test::from_hex(
                                                     // Two maps: a and b, both new; b, a, b.
                                                     "08 02 00 02 00 0161 00 0162 00 03 02 01 02 03"
                                                     "05 01"
                                                     "F0 04 01 09 20 02 00 02 04 01 01 02 01 02")));
}

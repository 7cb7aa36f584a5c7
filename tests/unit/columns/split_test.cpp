// SPDX-License-Identifier: MIT
#include "columns/split.hpp"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/ranges.h>

#include "unit/columns/sample_trees.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

/// The paths of a tree as a line each: role and key, the kinds of parts, how many values.
std::string outline(const Value& tree) {
    static std::vector<Bytes> kept;
    kept.push_back(test::encoded_tree(tree));
    const auto paths = split_values(kept.back());
    if (!paths) return "none";
    constexpr std::string_view roles[] = {"root", "member", "key", "value", "element", "item"};
    constexpr std::string_view kinds[] = {"map", "dictionary", "array", "tuple"};
    std::string out;
    for (const SplitPath& path : *paths) {
        out += roles[static_cast<std::size_t>(path.role)];
        if (!path.key.empty()) out += fmt::format(" {}", path.key);
        for (const Parts& parts : path.parts)
            out += fmt::format(" {}({})", kinds[static_cast<std::size_t>(parts.kind)],
                               fmt::join(parts.paths, ","));
        out += fmt::format(" x{}\n", path.cells.size());
        CHECK((path.rows.empty() || path.rows.size() == path.cells.size()));
    }
    return out;
}

}  // namespace

TEST_CASE("a tree is taken apart by its places") {
    CHECK(outline(nullptr) == "root x1\n");
    CHECK(outline(Array{}) == "root array(1) x1\nelement x0\n");
    CHECK(outline(Map{}) == "root map() x1\n");
    CHECK(
        outline(Array{Map{{"a", 1}, {"b", Array{1, 2}}}, Map{{"b", 1}}, Map{{"a", 3}, {"b", 1}}}) ==
        "root array(1) x1\n"
        "element map(2,3) map(3) x3\n"
        "member a x2\n"
        "member b array(4) x3\n"
        "element x2\n");
}

TEST_CASE("the order of keys makes a shape") {
    CHECK(outline(Array{Map{{"a", 1}, {"b", 2}}, Map{{"b", 1}, {"a", 2}}}) ==
          "root array(1) x1\n"
          "element map(2,3) map(3,2) x2\n"
          "member a x2\n"
          "member b x2\n");
}

TEST_CASE("maps of many different keys with values alike are dictionaries") {
    CHECK(outline(test::dictionary(7)).find("dictionary") == std::string::npos);
    CHECK(outline(test::dictionary(8)) ==
          "root dictionary(1,2) x1\n"
          "key x8\n"
          "value x8\n");
    // Not where values are of different types.
    Map map;
    for (int i = 0; i < 20; ++i)
        map[fmt::format("key {}", i)] = i % 2 == 0 ? Value(i) : Value("text");
    CHECK(outline(map).find("dictionary") == std::string::npos);
    // Nor where keys occur again and again.
    Array array;
    for (int i = 0; i < 20; ++i) {
        Map record;
        for (const char* const key : {"a", "b", "c", "d", "e", "f", "g", "h"})
            record[key] = i;
        array.push_back(std::move(record));
    }
    CHECK(outline(array).find("dictionary") == std::string::npos);
}

TEST_CASE("several short arrays of one size are tuples") {
    Array points;
    for (int i = 0; i < 3; ++i)
        points.push_back(Array{i, "x"});
    CHECK(outline(points).find("tuple") == std::string::npos);
    points.push_back(Array{9, "x"});
    CHECK(outline(points) ==
          "root array(1) x1\n"
          "element tuple(2,3) x4\n"
          "item x4\n"
          "item x4\n");
    points.push_back(Array{1});
    CHECK(outline(points).find("tuple") == std::string::npos);
    Array long_ones;
    for (int i = 0; i < 4; ++i)
        long_ones.push_back(Array{1, 2, 3, 4, 5, 6, 7, 8, 9});
    CHECK(outline(long_ones).find("tuple") == std::string::npos);
}

TEST_CASE("parts of maps and tuples have the rows of what they are parts of") {
    const Bytes values =
        test::encoded_tree(Array{Map{{"a", 1}}, 5, Map{{"b", 2}}, Map{{"b", 2}, {"a", 3}}});
    const auto paths = split_values(values).value();
    REQUIRE(paths.size() == 4);
    CHECK(paths[1].rows.empty());
    CHECK(paths[1].row_of(3) == 3);
    CHECK(paths[2].rows == std::vector<std::uint32_t>{0, 3});
    CHECK(paths[2].row_of(1) == 3);
    CHECK(paths[3].rows == std::vector<std::uint32_t>{2, 3});
    CHECK(paths[2].table == paths[1].table);
    CHECK(paths[1].table != paths[0].table);
    CHECK(paths[2].cells[0].offset() + 1 < values.size());
}

TEST_CASE("too many places for the values are refused, before they take memory") {
    CHECK(split_values(test::nested_arrays(4000)));
    CHECK_FALSE(split_values(test::nested_arrays(1000000)));
    Map map;
    for (int i = 0; i < 5000; ++i)
        map[fmt::format("{}", i)] = i % 2 == 0 ? Value(i) : Value("x");
    // So many keys are a dictionary's, whatever their values are.
    const auto paths = split_values(test::encoded_tree(map));
    REQUIRE(paths);
    CHECK(paths->size() == 3);
}

TEST_CASE("scalars are found whatever follows their tags") {
    CHECK(outline(test::all_types()).substr(0, 4) == "root");
    const Bytes values = test::encoded_tree(test::all_types());
    const auto paths = split_values(values).value();
    CHECK(paths[1].cells.size() == test::all_types().elements().size());
}

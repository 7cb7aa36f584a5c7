// SPDX-License-Identifier: MIT
#include "printers/tree_printer.hpp"

#include <string>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>

#include <souris/cursor.hpp>

#include "cli/unit/json.hpp"

using namespace souris;
using test::parse;

namespace {

std::string tree_of(const Value& root, const cli::TreeStyle& style = {}) {
    Sink sink;
    cli::print_tree(sink, root, style);
    return std::string(as_text(sink.view()));
}

}  // namespace

TEST_CASE("children stand below their parents, in columns") {
    const std::string long_name(30, 'x');
    Value root = parse(R"({"a":{"longer":[[1,[2]],{}],"b":null},"":3,"a b":4,"é":5})");
    (*root.as_map())[long_name] = 6;
    CHECK(tree_of(root) == R"(map (5)
  a                         map (2)
    longer  array (2)
      0  array (2)
        0  integer    1
        1  array (1)
          0  integer    2
      1  map (0)
    b       null
  ""                        integer    3
  "a b"                     integer    4
  "é"                       integer    5
  )" + long_name + "  integer    6\n");
}

TEST_CASE("depth and number of children are limited as the style says") {
    const Value root = parse(R"({"a":[1,2,3],"b":{"c":{"d":[]}},"long name":{},"e":5})");
    CHECK(tree_of(root, {.max_depth = 0}) == "map (4) ...\n");
    CHECK(tree_of(root, {.max_depth = 1, .max_children = 1}) ==
          "map (4)\n  a  array (3) ...\n  ... 3 more\n");
    CHECK(tree_of(root, {.max_children = 2}) == R"(map (4)
  a  array (3)
    0  integer    1
    1  integer    2
    ... 1 more
  b  map (1)
    c  map (1)
      d  array (0)
  ... 2 more
)");
    CHECK(tree_of(root, {.max_children = 0}) == "map (4)\n  ... 4 more\n");
}

TEST_CASE("deep levels have a number instead of their indentation") {
    Value root = 7;
    for (int i = 0; i < 42; ++i) {
        Array outer;
        outer.push_back(std::move(root));
        root = std::move(outer);
    }
    const std::string text = tree_of(root);
    CHECK(text.starts_with("array (1)\n  0  array (1)\n    0  array (1)\n"));
    CHECK(text.ends_with('\n' + std::string(80, ' ') +
                         "0  array (1)\n"
                         "(level 41) 0  array (1)\n"
                         "(level 42) 0  integer    7\n"));
}

TEST_CASE("containers tell how many of their elements are missing") {
    Value root = parse(R"({"a":[1],"b":[]})");
    Sink sink;
    cli::print_tree(sink, root, {}, {{root.find("/a"), 2}, {root.find("/b"), 1}});
    CHECK(as_text(sink.view()) ==
          "map (2)\n  a  array (1 of 3)\n    0  integer    1\n  b  array (0 of 1)\n");
}

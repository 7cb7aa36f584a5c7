// SPDX-License-Identifier: MIT
#include "printers/difference_printer.hpp"

#include <string>

#include <doctest/doctest.h>

#include <souris/cursor.hpp>

#include "cli/unit/json.hpp"

using namespace souris;
using test::parse;

TEST_CASE("lines of a difference are lines of flat") {
    const Value before = parse(R"({"m":{"0":{"7":1}},"l":[[1]]})");
    const Value after = parse(R"({"m":{"0":{"7":2,"8":3}},"l":[[1,2]]})");
    Sink sink;
    CHECK(cli::print_difference(sink, before, after, {}, false) == true);
    CHECK(as_text(sink.view()) ==
          "- \"/m\\/0\\/7\" = 1\n+ \"/m\\/0\\/7\" = 2\n"
          "+ \"/m\\/0\\/8\" = 3\n+ /l/0/1 = 2\n");
    Sink of_roots;
    CHECK(cli::print_difference(of_roots, 1, "x", {}, true) == true);
    CHECK(as_text(of_roots.view()) == "\x1b[31m- = 1\x1b[0m\n\x1b[32m+ = \"x\"\x1b[0m\n");
}

TEST_CASE("equal trees have no difference") {
    Sink text;
    CHECK(cli::print_difference(text, Array{1}, Array{1}, {}, false) == false);
    CHECK(text.view().empty());
    Sink json;
    CHECK(cli::write_difference_json(json, 1, "a", 1, "b", {}) == false);
    CHECK(as_text(json.view()) ==
          "{\"before\":\"a\",\"after\":\"b\",\"changes\":[],\"verdict\":\"same\"}\n");
}

TEST_CASE("a difference for programs has both paths and both values") {
    Sink sink;
    CHECK(cli::write_difference_json(sink, parse("[1,2,3]"), "a\xFF", parse("[2,4]"), "b", {}) ==
          true);
    CHECK(as_text(sink.view()) ==
          R"({"before":"a\\xff","after":"b","changes":[)"
          R"({"kind":"removed","path_before":"/0","path_after":"/0","before":1,"after":null},)"
          R"({"kind":"changed","path_before":"/2","path_after":"/1","before":3,"after":4})"
          R"(],"verdict":"different"})"
          "\n");
}

TEST_CASE("a difference longer than the limit is refused") {
    Sink sink;
    CHECK(
        cli::print_difference(sink, "a", std::string(100, 'x'), {.max_input = 50}, false).error() ==
        Error(ErrorCode::limit_exceeded, "max_input"));
}

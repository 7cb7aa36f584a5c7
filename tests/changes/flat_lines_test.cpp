// SPDX-License-Identifier: MIT
#include "flat_lines.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <souris/cursor.hpp>
#include <souris/json.hpp>

#include "changes/json.hpp"
#include "property/generators/value_generator.hpp"

using namespace souris;
using test::without_spaces;

TEST_CASE("lines make the tree that they were made of") {
    CHECK(rc::check("flat", [](const Value& drawn) {
        const Value value = without_spaces(drawn);
        Sink sink;
        RC_ASSERT(cli::write_flat(sink, value, {}).has_value());
        const auto read = cli::read_flat(as_text(sink.view()), {});
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == value);
    }));
}

TEST_CASE("lines are held against the limits") {
    CHECK(!cli::read_flat("/a/b/c = 1\n", {.max_depth = 2}));
    CHECK(cli::read_flat("/a/b/c = 1\n", {.max_depth = 3}));
    CHECK(!cli::read_flat("/a/b/c/d/e/f = 1\n", {.max_nodes = 5}));
    CHECK(!cli::read_flat("/abc = \"0123456789\"\n", {.max_memory = 60}));
    Sink sink;
    CHECK(!cli::write_flat(sink, Value("0123456789"), {.max_input = 10}));
}

// SPDX-License-Identifier: MIT
#include "edits/flat_lines.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <souris/cursor.hpp>
#include <souris/json.hpp>

#include "cli/unit/json.hpp"
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

TEST_CASE("the order of the lines does not matter") {
    CHECK(rc::check("flat, shuffled", [](const Value& drawn) {
        const Value value = without_spaces(drawn);
        Sink sink;
        RC_ASSERT(cli::write_flat(sink, value, {}).has_value());
        std::vector<std::string> lines;
        std::string_view text = as_text(sink.view());
        while (!text.empty()) {
            const std::size_t size = text.find('\n') + 1;
            lines.insert(lines.begin() + *rc::gen::inRange<std::ptrdiff_t>(
                                             0, static_cast<std::ptrdiff_t>(lines.size()) + 1),
                         std::string(text.substr(0, size)));
            text.remove_prefix(size);
        }
        std::string shuffled;
        for (const std::string& line : lines)
            shuffled += line;
        const auto read = cli::read_flat(shuffled, {});
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == value);
    }));
}

TEST_CASE("lines are held against the limits") {
    CHECK(!cli::read_flat("/a/b/c = 1\n", {.max_depth = 2}));
    CHECK(cli::read_flat("/a/b/c = 1\n", {.max_depth = 3}));
    CHECK(!cli::read_flat("/a/b/c = [[]]\n", {.max_depth = 4}));
    CHECK(cli::read_flat("/a/b/c = [[]]\n", {.max_depth = 5}));
    CHECK(!cli::read_flat("/a/b/c/d/e/f = 1\n", {.max_nodes = 5}));
    CHECK(!cli::read_flat("/abc = \"0123456789\"\n", {.max_memory = 60}));
    Sink sink;
    CHECK(!cli::write_flat(sink, Value("0123456789"), {.max_input = 10}));
}

// SPDX-License-Identifier: MIT
#include "reading/read_json.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "cli/unit/json.hpp"

using namespace souris;

TEST_CASE("each line that is not blank is an element") {
    const struct {
        std::string_view lines;
        std::string_view json;
    } rows[] = {
        {"", "[]"},
        {"\n \t\r\n\n", "[]"},
        {"1", "[1]"},
        {"1\n", "[1]"},
        {"{\"a\":1}\r\n\r\n[2]\n  null  \n\"x\"", R"([{"a":1},[2],null,"x"])"},
        {"\xEF\xBB\xBF\n\xEF\xBB\xBF"
         "1\n",
         "[1]"},
        {R"({"souris_type":0,"character":"x"})", R"([{"souris_type":0,"character":"x"}])"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.lines);
        CHECK(cli::read_json_lines(row.lines, {}) == test::parse(row.json));
    }
}

TEST_CASE("a line with anything but one value is an error, with its place in the whole") {
    const struct {
        std::string_view lines;
        std::uint64_t offset;
        std::string_view path;
    } rows[] = {
        {"1 2", 2, "/0"},
        {"1\n1,2\n", 3, "/1"},
        {"1\n\n{\"a\":[1,]}\n", 11, "/1/a"},
        // A value may not go over lines.
        {"[1\n2]\n", 2, "/0"},
        {"\xEF\xBB\xBF"
         "1\nx",
         5, "/1"},
        {"\"\\ud800\"", 1, "/0"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.lines);
        const auto read = cli::read_json_lines(row.lines, {});
        REQUIRE_FALSE(read);
        CHECK(read.error().code == ErrorCode::invalid_json);
        CHECK(read.error().offset == row.offset);
        CHECK(read.error().path == row.path);
    }
}

TEST_CASE("the limits are those of the array as a whole") {
    const std::string_view lines = "[1]\n[2]\n[3]\n";
    // The array, three arrays and three numbers.
    CHECK(cli::read_json_lines(lines, {.limits = {.max_nodes = 7}}));
    const auto many = cli::read_json_lines(lines, {.limits = {.max_nodes = 6}});
    CHECK(many.error().detail == "max_nodes");
    CHECK(many.error().path == "/2");
    CHECK(cli::read_json_lines(lines, {.limits = {.max_depth = 2}}));
    CHECK(cli::read_json_lines(lines, {.limits = {.max_depth = 1}}).error().detail == "max_depth");
    CHECK(cli::read_json_lines("1", {.limits = {.max_depth = 0}}).error().detail == "max_depth");
    std::string long_lines;
    for (int i = 0; i < 100; ++i)
        long_lines += '"' + std::string(1000, 'x') + "\"\n";
    CHECK(cli::read_json_lines(long_lines, {.limits = {.max_memory = 200'000}}));
    CHECK(cli::read_json_lines(long_lines, {.limits = {.max_memory = 50'000}}).error().detail ==
          "max_memory");
}

TEST_CASE("keys that come again are named, with their places in the whole") {
    DroppedValues dropped;
    CHECK(cli::read_json_lines("1\n{\"a\":1,\"a\":2}\n{\"b\":[{\"c\":1,\"c\":2,\"c\":3}]}\n",
                               {.dropped = &dropped}) ==
          test::parse(R"([1,{"a":2},{"b":[{"c":3}]}])"));
    CHECK(dropped.count == 3);
    CHECK(dropped.paths == std::vector<std::string>{"/1/a", "/2/b/0/c", "/2/b/0/c"});
    CHECK(dropped.offsets == std::vector<std::uint64_t>{9, 29, 29});

    std::string many;
    for (int i = 0; i < 30; ++i)
        many += "{\"a\":1,\"a\":2}\n";
    DroppedValues of_many;
    CHECK(cli::read_json_lines(many, {.dropped = &of_many}));
    CHECK(of_many.count == 30);
    CHECK(of_many.paths.size() == DroppedValues::max_paths);
    CHECK(of_many.offsets.size() == DroppedValues::max_paths);
}

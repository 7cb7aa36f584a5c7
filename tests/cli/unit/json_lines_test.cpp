// SPDX-License-Identifier: MIT
#include "files/json_lines.hpp"

#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <souris/cursor.hpp>

#include "cli/unit/json.hpp"
#include "property/generators/value_generator.hpp"
#include "reading/read_json.hpp"

using namespace souris;

TEST_CASE("the array whose elements become lines") {
    const std::optional<std::string> none;
    const struct {
        const char* json;
        std::optional<std::string> key;
        const char* path;
    } rows[] = {
        {"[1]", none, ""},
        {R"({"lines":[1],"a":[]})", none, "/lines"},
        {R"({"JSON":[1]})", none, "/JSON"},
        {R"({"a":[1],"lines":[]})", "a", "/a"},
        {R"({"a/b":[1]})", "a/b", "/a~1b"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        Value root = test::parse(row.json);
        std::string path;
        const auto lines = cli::find_lines(root, row.key, path);
        REQUIRE(lines);
        CHECK(**lines == Value(Array{1}));
        CHECK(path == row.path);
    }
}

TEST_CASE("where there is no such array, the message says what to do") {
    const std::optional<std::string> none;
    const struct {
        const char* json;
        std::optional<std::string> key;
        const char* message;
    } rows[] = {
        {"5", none, "wrong type (found integer, wanted array)"},
        {"5", "a", "wrong type (found integer, wanted map)"},
        {"[]", "a", "wrong type (found array, wanted map)"},
        {"{}", none, "no such key (--key names the array whose elements become lines), in /lines"},
        {R"({"a":[],"b":[]})", none,
         "no such key (--key names the array whose elements become lines), in /lines"},
        {R"({"a":1})", none,
         "wrong type (found integer, wanted array; --key names the array whose elements become "
         "lines), in /a"},
        {R"({"lines":{}})", "lines", "wrong type (found map, wanted array), in /lines"},
        {R"({"a":[]})", "b", "no such key, in /b"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        Value root = test::parse(row.json);
        std::string path;
        const auto lines = cli::find_lines(root, row.key, path);
        REQUIRE_FALSE(lines);
        CHECK(lines.error().message() == row.message);
    }
}

TEST_CASE("an element that is no JSON is named in the whole") {
    const Value array = test::parse(R"([1,{"a":[340282366920938463463374607431768211455]}])");
    const auto written = cli::write_json_lines(array, false, {}, "/lines");
    REQUIRE_FALSE(written);
    CHECK(written.error().path == "/lines/1/a/0");
    CHECK(as_text(cli::write_json_lines(array, true, {}, "").value()) ==
          "1\n" + to_json(array.elements()[1]).value() + "\n");
    CHECK(cli::write_json_lines(array, true, {.max_input = 10}, "").error().detail == "max_input");
}

TEST_CASE("lines that were written are read as the same array") {
    CHECK(rc::check([](const std::vector<Value>& values) {
        Array array;
        for (const Value& value : values)
            array.push_back(value);
        const Value lines = test::without_spaces(Value(std::move(array)));
        const Bytes written = cli::write_json_lines(lines, true, Limits::unlimited(), "").value();
        RC_ASSERT(cli::read_json_lines(as_text(written), {.limits = Limits::unlimited()}).value() ==
                  lines);
    }));
}

// SPDX-License-Identifier: MIT
#include "reading/read_any_or_json.hpp"

#include <string_view>

#include <doctest/doctest.h>

#include <souris/cursor.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "cli/unit/json.hpp"

using namespace souris;

TEST_CASE("JSON is told by its first character") {
    for (const std::string_view text :
         {"{\"a\":1}", " \t\r\n[2]", "\"x\"", "-1", "0", "true", "false", "null", "\xEF\xBB\xBF 1",
          R"({"souris_type":0,"character":"x"})"}) {
        CAPTURE(text);
        CHECK(cli::read_any_or_json("f", as_byte_span(text), {}) == test::parse(text));
    }
    CHECK(cli::read_any_or_json("f", as_byte_span("{"), {}).error().code ==
          ErrorCode::invalid_json);
}

TEST_CASE("all else is a store or a packed value") {
    for (const Value& value : {Value(1), Value("{}"), Value(Array{1, 2})})
        CHECK(cli::read_any_or_json("f", pack(value).value(), {}) == value);
    CHECK(cli::read_any_or_json("f", encode_store(Store(Map{{"a", 1}})).value(), {}) ==
          Value(Map{{"a", 1}}));
    CHECK(cli::read_any_or_json("f", as_byte_span("Souris"), {}).error().code ==
          ErrorCode::bad_magic);
    CHECK(cli::read_any_or_json("f", as_byte_span(" \n"), {}).error().code == ErrorCode::bad_magic);
    CHECK(cli::read_any_or_json("f", {}, {}).error().code == ErrorCode::truncated);
}

TEST_CASE("the limits hold for JSON, too") {
    CHECK(cli::read_any_or_json("f", as_byte_span("[[1]]"), {.max_depth = 1}).error().detail ==
          "max_depth");
}

// SPDX-License-Identifier: MIT
#include "common/json_report.hpp"

#include <optional>
#include <string>

#include <doctest/doctest.h>

using namespace souris;

TEST_CASE("what is absent is null in a report") {
    CHECK(cli::value_or_null(std::optional<std::size_t>()) == Value());
    CHECK(cli::value_or_null(std::optional<std::size_t>(0)) == Value(0));
    CHECK(cli::text_or_null("") == Value());
    CHECK(cli::text_or_null("a") == Value("a"));
}

TEST_CASE("only text that is not UTF-8 is escaped before JSON escapes it") {
    CHECK(cli::data_text("a\n\x1b\\") == "a\n\x1b\\");
    CHECK(cli::data_text("\xFF\n") == "\\xff\\n");
}

TEST_CASE("an error becomes fields") {
    Error error(ErrorCode::truncated, "\xFF");
    error.offset = 7;
    error.offset_base = OffsetBase::unpacked;
    error.path = "/a";
    const Map expected{{"code", "truncated"},        {"kind", "bad_input"},
                       {"message", error.message()}, {"offset", 7},
                       {"offset_base", "unpacked"},  {"path", "/a"},
                       {"detail", "\\xff"}};
    CHECK(Value(cli::fields_of(error)) == Value(expected));
    CHECK(*Value(cli::fields_of(ErrorCode::file_locked)).find("/kind") == "system");
    CHECK(*Value(cli::fields_of(ErrorCode::limit_exceeded)).find("/kind") == "limit");
    CHECK(*Value(cli::fields_of(ErrorCode::key_not_found)).find("/kind") == "misuse");
    CHECK(*Value(cli::fields_of(ErrorCode::internal_error)).find("/kind") == "internal");
}

TEST_CASE("a report is one line of JSON") {
    CHECK(cli::to_line(Map{{"a", "x\ny\x1b"}, {"b", Array{1, nullptr}}}) ==
          "{\"a\":\"x\\ny\\u001b\",\"b\":[1,null]}\n");
}

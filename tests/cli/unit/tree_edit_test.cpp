// SPDX-License-Identifier: MIT
#include "edits/tree_edit.hpp"

#include <string_view>

#include <doctest/doctest.h>

#include "cli/unit/json.hpp"

using namespace souris;
using test::parse;

TEST_CASE("insert_at moves the elements that set_at replaces") {
    const struct {
        std::string_view pointer;
        std::string_view inserted;
        std::string_view set;
    } rows[] = {
        {"", "7", "7"},
        {"/a/0", R"({"a":[7,1,2],"b":{}})", R"({"a":[7,2],"b":{}})"},
        {"/a/2", R"({"a":[1,2,7],"b":{}})", R"({"a":[1,2,7],"b":{}})"},
        {"/a/-", R"({"a":[1,2,7],"b":{}})", R"({"a":[1,2,7],"b":{}})"},
        {"/a", R"({"a":7,"b":{}})", R"({"a":7,"b":{}})"},
        {"/b/~1", R"({"a":[1,2],"b":{"/":7}})", R"({"a":[1,2],"b":{"/":7}})"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.pointer);
        Value inserted = parse(R"({"a":[1,2],"b":{}})");
        Value set = inserted;
        REQUIRE(cli::insert_at(inserted, row.pointer, 7));
        CHECK(inserted == parse(row.inserted));
        REQUIRE(cli::set_at(set, row.pointer, 7));
        CHECK(set == parse(row.set));
    }
}

TEST_CASE("set_at makes the parents that are missing") {
    const struct {
        std::string_view before;
        std::string_view pointer;
        std::string_view after;
    } rows[] = {
        {R"({"x":1})", "/y/z~1/-", R"({"x":1,"y":{"z/":[7]}})"},
        {R"({"y":[2,3]})", "/y/2/k/0/-/m", R"({"y":[2,3,{"k":[[{"m":7}]]}]})"},
        {R"({"y":[]})", "/y/-/00/1/-1", R"({"y":[{"00":{"1":{"-1":7}}}]})"},
        {R"({"y":{}})", "/y/0", R"({"y":{"0":7}})"},
        {R"({"y":[[1]]})", "/y/0/0", R"({"y":[[7]]})"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.pointer);
        Value value = parse(row.before);
        REQUIRE(cli::set_at(value, row.pointer, 7, true));
        CHECK(value == parse(row.after));
    }
    Value value = parse("{}");
    CHECK(cli::set_at(value, "/a/b", 7).error().code == ErrorCode::key_not_found);
    CHECK(value == parse("{}"));
}

TEST_CASE("a place that cannot be is refused with its path") {
    const struct {
        std::string_view pointer;
        bool makes_parents;
        ErrorCode code;
        std::string_view path;
    } rows[] = {
        {"a", false, ErrorCode::invalid_pointer, "a"},
        {"/a/~2", false, ErrorCode::invalid_pointer, "/a/~2"},
        {"/a/~2/b", true, ErrorCode::invalid_pointer, "/a/~2/b"},
        {"/x/y", false, ErrorCode::key_not_found, "/x"},
        {"/a/3", false, ErrorCode::index_out_of_range, "/a/3"},
        {"/a/01", false, ErrorCode::index_out_of_range, "/a/01"},
        {"/a/3/x", true, ErrorCode::index_out_of_range, "/a/3"},
        {"/a/0/x", false, ErrorCode::wrong_type, "/a/0"},
        {"/a/0/x", true, ErrorCode::wrong_type, "/a/0"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.pointer);
        Value value = parse(R"({"a":[1,2]})");
        const auto set = cli::set_at(value, row.pointer, 7, row.makes_parents);
        REQUIRE_FALSE(set.has_value());
        CHECK(set.error().code == row.code);
        CHECK(set.error().path == row.path);
    }
}

TEST_CASE("remove_at returns what it takes out") {
    Value value = parse(R"({"a":[1,2,3],"b":{"c":"x"}})");
    CHECK(cli::remove_at(value, "/a/1") == Value(2));
    CHECK(cli::remove_at(value, "/b/c") == Value("x"));
    CHECK(value == parse(R"({"a":[1,3],"b":{}})"));
    CHECK(cli::remove_at(value, "/a/2").error().code == ErrorCode::index_out_of_range);
    CHECK(cli::remove_at(value, "/a/-").error().code == ErrorCode::index_out_of_range);
    CHECK(cli::remove_at(value, "/b/c").error().code == ErrorCode::key_not_found);
    CHECK(cli::remove_at(value, "/a/0/x").error().code == ErrorCode::wrong_type);
    CHECK(cli::remove_at(value, "").error().code == ErrorCode::invalid_pointer);
    CHECK(value == parse(R"({"a":[1,3],"b":{}})"));
}

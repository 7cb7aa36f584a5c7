// SPDX-License-Identifier: MIT
#include "json_patch.hpp"

#include <string>

#include <doctest/doctest.h>

#include <souris/json.hpp>

#include "changes/json.hpp"

using namespace souris;
using cli::PatchFailure;
using test::parse;

TEST_CASE("operations do what RFC 6902 says") {
    struct Row {
        const char* document;
        const char* patch;
        const char* result;
    };
    const Row rows[] = {
        // Its appendix A.
        {R"({"foo":"bar"})", R"([{"op":"add","path":"/baz","value":"qux"}])",
         R"({"foo":"bar","baz":"qux"})"},
        {R"({"foo":["bar","baz"]})", R"([{"op":"add","path":"/foo/1","value":"qux"}])",
         R"({"foo":["bar","qux","baz"]})"},
        {R"({"baz":"qux","foo":"bar"})", R"([{"op":"remove","path":"/baz"}])", R"({"foo":"bar"})"},
        {R"({"foo":["bar","qux","baz"]})", R"([{"op":"remove","path":"/foo/1"}])",
         R"({"foo":["bar","baz"]})"},
        {R"({"baz":"qux","foo":"bar"})", R"([{"op":"replace","path":"/baz","value":"boo"}])",
         R"({"baz":"boo","foo":"bar"})"},
        {R"({"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}})",
         R"([{"op":"move","from":"/foo/waldo","path":"/qux/thud"}])",
         R"({"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}})"},
        {R"({"foo":["all","grass","cows","eat"]})",
         R"([{"op":"move","from":"/foo/1","path":"/foo/3"}])",
         R"({"foo":["all","cows","eat","grass"]})"},
        {R"({"baz":"qux","foo":["a",2,"c"]})",
         R"([{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}])",
         R"({"baz":"qux","foo":["a",2,"c"]})"},
        {R"({"foo":"bar"})", R"([{"op":"add","path":"/child","value":{"grandchild":{}}}])",
         R"({"foo":"bar","child":{"grandchild":{}}})"},
        {R"({"foo":"bar"})", R"([{"op":"add","path":"/baz","value":"qux","xyz":123}])",
         R"({"foo":"bar","baz":"qux"})"},
        {R"({"/":9,"~1":10})", R"([{"op":"test","path":"/~01","value":10}])", R"({"/":9,"~1":10})"},
        {R"({"foo":["bar"]})", R"([{"op":"add","path":"/foo/-","value":["abc","def"]}])",
         R"({"foo":["bar",["abc","def"]]})"},
        // And what it does not show.
        {R"({"a":1})", R"([{"op":"add","path":"","value":[1]}])", "[1]"},
        {R"({"a":1})", R"([{"op":"replace","path":"","value":null}])", "null"},
        {R"({"a":[1]})",
         R"([{"op":"copy","from":"/a","path":"/b"},{"op":"copy","from":"","path":"/c"}])",
         R"({"a":[1],"b":[1],"c":{"a":[1],"b":[1]}})"},
        {R"({"a":{"b":1}})", R"([{"op":"move","from":"/a/b","path":"/a"}])", R"({"a":1})"},
        {R"({"a":1})", R"([{"op":"move","from":"/a","path":"/a"}])", R"({"a":1})"},
        {R"({"a":1,"ab":2})", R"([{"op":"move","from":"/a","path":"/ab"}])", R"({"ab":1})"},
        {"[1]", R"([{"op":"test","path":"","value":[1]},{"op":"remove","path":"/0"}])", "[]"},
        {"1", "[]", "1"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.patch);
        Value document = parse(row.document);
        REQUIRE(cli::apply_patch(document, parse(row.patch), {}));
        CHECK(document == parse(row.result));
    }
}

TEST_CASE("what cannot be applied is refused with its place") {
    using Fault = PatchFailure::Fault;
    struct Row {
        const char* patch;
        Fault fault;
        ErrorCode code;
        const char* path;
        std::size_t operation = 0;
    };
    const Row rows[] = {
        {"{}", Fault::patch, ErrorCode::wrong_type, ""},
        {"[1]", Fault::patch, ErrorCode::wrong_type, "/0"},
        {R"([{"path":"/a"}])", Fault::patch, ErrorCode::missing_field, "/0/op"},
        {R"([{"op":"remove"}])", Fault::patch, ErrorCode::missing_field, "/0/path"},
        {R"([{"op":"remove","path":1}])", Fault::patch, ErrorCode::wrong_type, "/0/path"},
        {R"([{"op":"add","path":"/a"}])", Fault::patch, ErrorCode::missing_field, "/0/value"},
        {R"([{"op":"copy","path":"/a"}])", Fault::patch, ErrorCode::missing_field, "/0/from"},
        {R"([{"op":"spam","path":"/a"}])", Fault::patch, ErrorCode::unknown_field, "/0/op"},
        {R"([{"op":"move","from":"/list","path":"/list/0"}])", Fault::patch,
         ErrorCode::invalid_pointer, "/0/path"},
        {R"([{"op":"remove","path":""}])", Fault::document, ErrorCode::invalid_pointer, ""},
        {R"([{"op":"remove","path":"a"}])", Fault::document, ErrorCode::invalid_pointer, "a"},
        {R"([{"op":"remove","path":"/b"}])", Fault::document, ErrorCode::key_not_found, "/b"},
        {R"([{"op":"replace","path":"/b","value":1}])", Fault::document, ErrorCode::key_not_found,
         "/b"},
        {R"([{"op":"add","path":"/b/c","value":1}])", Fault::document, ErrorCode::key_not_found,
         "/b"},
        {R"([{"op":"add","path":"/a/c","value":1}])", Fault::document, ErrorCode::wrong_type, "/a"},
        {R"([{"op":"add","path":"/list/3","value":1}])", Fault::document,
         ErrorCode::index_out_of_range, "/list/3"},
        {R"([{"op":"remove","path":"/list/-"}])", Fault::document, ErrorCode::index_out_of_range,
         "/list/-"},
        {R"([{"op":"add","path":"/list/01","value":1}])", Fault::document,
         ErrorCode::index_out_of_range, "/list/01"},
        {R"([{"op":"remove","path":"/a"},{"op":"copy","from":"/a","path":"/b"}])", Fault::document,
         ErrorCode::key_not_found, "/a", 1},
        {R"([{"op":"test","path":"/a","value":1.0}])", Fault::test, ErrorCode::none, "/a"},
        {R"([{"op":"test","path":"/b","value":1}])", Fault::test, ErrorCode::key_not_found, "/b"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.patch);
        Value document = parse(R"({"a":1,"list":[1,2]})");
        const auto applied = cli::apply_patch(document, parse(row.patch), {});
        REQUIRE(!applied);
        CHECK(applied.error().fault == row.fault);
        CHECK(applied.error().error.code == row.code);
        CHECK(applied.error().error.path == row.path);
        CHECK(applied.error().operation == row.operation);
    }
}

TEST_CASE("copies that double are refused by the limits") {
    std::string patch = "[";
    for (int i = 0; i < 64; ++i) {
        patch += R"({"op":"copy","from":"","path":"/)" + std::to_string(i) + "\"},";
    }
    patch.back() = ']';
    Value document = parse("{}");
    const auto applied = cli::apply_patch(document, parse(patch), {.max_nodes = 1000});
    REQUIRE(!applied);
    CHECK(applied.error().error.code == ErrorCode::limit_exceeded);
    CHECK(applied.error().error.detail == "max_nodes");
}

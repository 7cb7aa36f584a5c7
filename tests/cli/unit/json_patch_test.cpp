// SPDX-License-Identifier: MIT
#include "edits/json_patch.hpp"

#include <iterator>
#include <random>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <souris/json.hpp>

#include "cli/unit/json.hpp"
#include "edits/tree_edit.hpp"
#include "support/sanitizer.hpp"

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
        // Appendix A of the RFC.
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
        // Cases that the appendix lacks.
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
        // Removed values are gone for all later operations.
        {R"({"a":{"b":1,"c":2}})",
         R"([{"op":"remove","path":"/a/b"},{"op":"test","path":"/a","value":{"c":2}},
             {"op":"remove","path":"/a/c"},{"op":"copy","from":"/a","path":"/d"},
             {"op":"test","path":"","value":{"a":{},"d":{}}},{"op":"add","path":"/a/c","value":3}])",
         R"({"a":{"c":3},"d":{}})"},
        {R"({"a":{"b":1},"l":[{"x":1},2]})",
         R"([{"op":"remove","path":"/a/b"},{"op":"remove","path":"/l/0/x"},
             {"op":"move","from":"/l/0","path":"/a/b"},{"op":"move","from":"/a","path":"/l/-"}])",
         R"({"l":[2,{"b":{}}]})"},
        // Numbers compare by value, maps in any order.
        {R"({"a":[1,{"b":-0.0,"c":2}]})",
         R"([{"op":"test","path":"/a","value":[1.0,{"c":2.0,"b":0}]}])",
         R"({"a":[1,{"b":-0.0,"c":2}]})"},
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
        // Removed values are reported as absent.
        {R"([{"op":"remove","path":"/a"},{"op":"remove","path":"/a"}])", Fault::document,
         ErrorCode::key_not_found, "/a", 1},
        {R"([{"op":"remove","path":"/a"},{"op":"replace","path":"/a","value":1}])", Fault::document,
         ErrorCode::key_not_found, "/a", 1},
        {R"([{"op":"remove","path":"/a"},{"op":"add","path":"/a/b","value":1}])", Fault::document,
         ErrorCode::key_not_found, "/a", 1},
        {R"([{"op":"remove","path":"/a"},{"op":"move","from":"/a","path":"/a"}])", Fault::document,
         ErrorCode::key_not_found, "/a", 1},
        {R"([{"op":"remove","path":"/a"},{"op":"move","from":"/a/b","path":"/c"}])",
         Fault::document, ErrorCode::key_not_found, "/a", 1},
        {R"([{"op":"remove","path":"/a"},{"op":"test","path":"/a","value":1}])", Fault::test,
         ErrorCode::key_not_found, "/a", 1},
        {R"([{"op":"test","path":"/a","value":1.5}])", Fault::test, ErrorCode::none, "/a"},
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

TEST_CASE("many removals do what each does alone") {
    std::mt19937 source(7);
    const auto below = [&](std::size_t bound) { return source() % bound; };
    for (int round = 0; round < 200; ++round) {
        CAPTURE(round);
        const bool is_map = round % 2 == 0;
        const std::size_t size = below(100);
        Array list;
        Map map;
        for (std::size_t i = 0; i < size; ++i) {
            list.push_back(i);
            map[std::to_string(i) + '/'] = i;
        }
        Value document = Map{{"a b", is_map ? Value(map) : Value(list)}};
        Value expected = document;
        // Some of them are missing or already removed.
        Array patch;
        for (std::size_t i = 0, count = below(size / 2 + 12); i < count; ++i) {
            const std::string token = std::to_string(below(size + 2)) + (is_map ? "~1" : "");
            patch.push_back(Map{{"op", "remove"}, {"path", "/a b/" + token}});
        }
        std::size_t done = 0;
        Error error(ErrorCode::none);
        for (; done < patch.size(); ++done) {
            const auto removed = cli::remove_at(expected, patch[done].find("/path")->text());
            if (removed) continue;
            error = removed.error();
            break;
        }
        const auto applied = cli::apply_patch(document, patch, {});
        REQUIRE(applied.has_value() == (done == patch.size()));
        if (applied) {
            CHECK(document == expected);
        } else {
            CHECK(applied.error().operation == done);
            CHECK(applied.error().error == error);
        }
    }
}

TEST_CASE("hundreds of thousands of removals are no quadratic work") {
    // One by one this takes minutes.
    constexpr std::size_t count = test::is_sanitized ? 50'000 : 300'000;
    Array list;
    Map map;
    Array patch;
    for (std::size_t i = 0; i < count; ++i) {
        list.push_back(i);
        map[std::to_string(i)] = i;
        patch.push_back(Map{{"op", "remove"}, {"path", "/list/0"}});
    }
    const Value full = map;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string key = std::to_string(i);
        patch.push_back(Map{{"op", "remove"}, {"path", "/map/" + key}});
        patch.push_back(Map{{"op", "move"}, {"from", "/other/" + key}, {"path", "/last"}});
        patch.push_back(Map{{"op", "test"}, {"path", "/last"}, {"value", i}});
    }
    Value document = Map{{"list", std::move(list)}, {"map", full}, {"other", full}};
    REQUIRE(cli::apply_patch(document, std::move(patch), {}));
    CHECK(document ==
          Value(Map{{"list", Array()}, {"map", Map()}, {"other", Map()}, {"last", count - 1}}));
}

namespace {

/// Applies one operation directly to the tree, as RFC 6902 describes it.
Result<void> apply_simply(Value& document, const Value& operation) {
    const auto text = [&](const char* member) { return operation.at(member)->text(); };
    const std::string_view path = text("/path");
    const std::string_view name = text("/op");
    if (name == "add") return cli::insert_at(document, path, *operation.at("/value"));
    if (name == "remove" || name == "move") {
        auto taken = cli::remove_at(document, text(name == "move" ? "/from" : "/path"));
        if (!taken) return failure(taken.error());
        if (name == "remove") return {};
        return cli::insert_at(document, path, std::move(*taken));
    }
    const auto found = document.at(name == "copy" ? text("/from") : path);
    if (!found) return failure(found.error());
    if (name == "copy") return cli::insert_at(document, path, Value(*found));
    if (name == "replace") *document.find(path) = *operation.at("/value");
    return {};
}

}  // namespace

TEST_CASE("long arrays change as short ones do") {
    std::mt19937 source(11);
    const auto below = [&](std::size_t bound) { return source() % bound; };
    for (int round = 0; round < (test::is_sanitized ? 8 : 40); ++round) {
        CAPTURE(round);
        Array rows;
        for (std::size_t i = 0; i < 1500; ++i)
            rows.push_back(Map{{"n", i}, {"l", Array{i}}});
        Value document = Map{{"a", rows}, {"b", Array{Value(rows)}}, {"c", Map()}};
        Value expected = document;
        const auto place = [&]() -> std::string {
            const std::string index = std::to_string(below(5) == 0 ? below(1600) : below(40));
            switch (below(9)) {
                case 0:
                    return "/c/" + std::to_string(below(4));
                case 1:
                    return "/b/0";
                case 2:
                    return "/b/0/" + index + "/l/0";
                case 3:
                    return "/b/0/-";
                case 4:
                case 5:
                    return "/b/0/" + index;
                default:
                    return "/a/" + index;
            }
        };
        Array patch;
        Error error(ErrorCode::none);
        for (std::size_t i = 0; i < 300; ++i) {
            const char* const names[] = {"add", "add", "remove", "move", "copy", "replace", "test"};
            const char* const name = names[below(std::size(names))];
            Map operation{{"op", name}, {"path", place()}};
            if (std::string_view(name) == "add" || std::string_view(name) == "replace") {
                operation["value"] = Map{{"l", Array{"new"}}, {"i", i}};
            } else if (std::string_view(name) == "test") {
                const auto found = expected.at(operation.find("path")->text());
                if (!found) continue;
                operation["value"] = *found;
            } else if (std::string_view(name) != "remove") {
                operation["from"] = place();
                const std::string_view from = operation.find("from")->text();
                // Moving or copying into itself or onto itself is tested elsewhere.
                if (operation.find("path")->text().starts_with(from)) continue;
            }
            const Value step = operation;
            // Mostly operations that succeed.
            Value tried = expected;
            const auto done = apply_simply(tried, step);
            if (!done && below(60) != 0) continue;
            patch.push_back(step);
            if (!done) {
                error = done.error();
                break;
            }
            expected = std::move(tried);
        }
        const std::size_t count = patch.size();
        const auto applied = cli::apply_patch(document, std::move(patch), {});
        REQUIRE(applied.has_value() == (error.code == ErrorCode::none));
        if (applied) {
            CHECK(document == expected);
        } else {
            CHECK(applied.error().operation == count - 1);
            CHECK(applied.error().error == error);
        }
    }
}

TEST_CASE("what comes and goes at the beginning of a million elements is no quadratic work") {
    // One by one this takes minutes.
    constexpr std::size_t size = 1'000'000;
    constexpr std::size_t count = test::is_sanitized ? 10'000 : 60'000;
    Array list;
    for (std::size_t i = 0; i < size; ++i)
        list.push_back(i);
    Value document = Map{{"list", std::move(list)}, {"other", Array()}};
    Array patch;
    const auto append = [&](const char* op, const char* path, const char* member, Value value) {
        patch.push_back(Map{{"op", op}, {"path", path}, {member, std::move(value)}});
    };
    for (std::size_t i = 0; i < count; ++i) {
        append("add", "/list/0", "value", i);
        append("move", "/other/-", "from", "/list/500000");
        append("copy", "/list/1", "from", "/list/999999");
        append("remove", "/list/2", "", nullptr);
        append("move", "/list/700000", "from", "/list/3");
        append("test", "/list/0", "value", i);
        append("replace", "/list/0", "value", std::string(i % 50, 'x'));
    }
    REQUIRE(cli::apply_patch(document, std::move(patch), {}));
    CHECK(document.find("/list")->elements().size() == size);
    CHECK(document.find("/other")->elements().size() == count);
    CHECK(*document.find("/other/0") == Value(499'999));
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

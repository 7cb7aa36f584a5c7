// SPDX-License-Identifier: MIT
#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <souris/json.hpp>

#include "unit/value/counting_resource.hpp"
#include "unit/value/json_documents.hpp"

using souris::Array;
using souris::ErrorCode;
using souris::Integer;
using souris::JsonReadOptions;
using souris::JsonText;
using souris::Limits;
using souris::Map;
using souris::Value;
using souris::value_from_json;

TEST_CASE("reading is wider than writing") {
    const auto bits = [](std::uint64_t word) { return Value(std::bit_cast<double>(word)); };
    const auto time = [](std::uint32_t nanosecond) {
        return Value(souris::Timestamp{2024, 1, 2, 3, 4, 5, nanosecond});
    };
    const struct {
        std::string_view json;
        Value value;
    } rows[] = {
        {"-0", 0},
        {"340282366920938463463374607431768211455", Integer::max()},
        {"-170141183460469231731687303715884105728", Integer::min()},
        {"0e5", 0.0},
        {"-0e0", -0.0},
        {"1E2", 100.0},
        {"1e-400", 0.0},
        {"-1e-400", -0.0},
        {"0.0000001e-999999999999999999999999", 0.0},
        {"0e999999999999999999999999", 0.0},
        {"2.4703282292062327e-324", 0.0},
        {"2.4703282292062328e-324", std::numeric_limits<double>::denorm_min()},
        {"1.7976931348623158e308", std::numeric_limits<double>::max()},
        // Members of tagged values in any order and with any escapes.
        {R"({"integer":"5","souris_type":4})", 5},
        {R"({"integer":"-0","souris_type":4})", 0},
        {R"({"\u0073ouris_typ\u0065":4,"\u0069nteger":"\u0035"})", 5},
        {R"({"map":{"a":{"souris_type":4,"integer":"1"}},"souris_type":8})", Map{{"a", 1}}},
        {R"({"map":{},"souris_type":8})", Map{}},
        {R"({"souris_type":8,"map":{"souris_type":{"souris_type":8,"map":{}}}})",
         Map{{"souris_type", Map{}}}},
        {R"({"imaginary":2,"souris_type":5,"real":1})", souris::Complex(1, 2)},
        {R"({"imaginary":{"integer":"2","souris_type":4},"souris_type":5,"real":-0})",
         souris::Complex(0, 2)},
        {R"({"argument":{"bits":"3ff0000000000000","souris_type":10},"souris_type":5,"modulus":2})",
         souris::Complex::polar(2.0, 1.0)},
        {R"({"json": [1 ,{"souris_type":99}] ,"souris_type":7})",
         JsonText::parse(R"([1 ,{"souris_type":99}])").value()},
        {R"({"souris_type":7,"json":"\u0041"})", JsonText::parse(R"("\u0041")").value()},
        // Other spellings.
        {R"({"souris_type":10,"bits":"3FF0000000000000"})", 1.0},
        {R"({"souris_type":10,"bits":"7fF8000000000001"})", bits(0x7FF8000000000001)},
        {R"({"souris_type":15,"bits":"3f800000"})", 1.0F},
        {R"({"souris_type":15,"single":1})", 1.0F},
        {R"({"souris_type":15,"single":0.1})", 0.1F},
        // Rounding to a double first would give 1.0F.
        {R"({"souris_type":15,"single":1.000000059604644775390626})", 1.0000001F},
        {R"({"souris_type":15,"single":1e-50})", 0.0F},
        {R"({"souris_type":6,"timestamp":"2024-01-02 03:04:05"})", time(0)},
        {R"({"souris_type":6,"timestamp":"2024-01-02T03:04:05.5"})", time(500'000'000)},
        {R"({"souris_type":6,"timestamp":"2024-01-02T03:04:05Z"})", time(0)},
        {R"({"souris_type":6,"timestamp":"2024-01-01T22:04:05-05:00"})", time(0)},
        {R"({"souris_type":6,"timestamp":"2024-01-02"})", souris::Timestamp{2024, 1, 2}},
        // A repeated key.
        {R"({"a":1,"b":2,"a":3})", Map{{"a", 3}, {"b", 2}}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        const auto read = value_from_json(row.json);
        REQUIRE(read);
        CHECK(*read == row.value);
    }
}

TEST_CASE("a map keeps the order of its keys; a repeated one keeps its place") {
    const Value value = value_from_json(R"({"b":1,"a":2,"b":3,"c":4})").value();
    std::string keys;
    for (const auto& [key, child] : *value.as_map())
        keys += key;
    CHECK(keys == "bac");
    CHECK(value.at("/b").get<int>() == 3);
}

TEST_CASE("values whose keys come again are named") {
    souris::DroppedValues dropped;
    const auto read =
        value_from_json(R"({"a":[{"k":1,"l":0,"k":2,"k":3}],"b":{"souris_type":8,"map":{"":1,"":2}},
                            "b":4,"c":5})",
                        {.dropped = &dropped});
    CHECK(read.value() == value_from_json(R"({"a":[{"k":3,"l":0}],"b":4,"c":5})").value());
    CHECK(dropped.paths == std::vector<std::string>{"/a/0/k", "/a/0/k", "/b/", "/b"});
    CHECK(dropped.count == 4);
}

TEST_CASE("the places of keys that come again are those of their first repetition") {
    souris::DroppedValues dropped;
    const std::string_view text =
        R"({"a":1,"b":[{"k":{"k":0,"":1},"\u006b":2,"k":3}], "a":4,"m":{"souris_type":8,"map":{"x":1,"x":2}}})";
    CHECK(value_from_json(text, {.dropped = &dropped}));
    CHECK(dropped.paths == std::vector<std::string>{"/b/0/k", "/b/0/k", "/m/x", "/a"});
    const std::uint64_t of_k = text.find("\"\\u006b\"");
    CHECK(dropped.offsets ==
          std::vector<std::uint64_t>{of_k, of_k, text.find("\"x\":2"), text.find("\"a\":4")});
    const std::string marked = "\xEF\xBB\xBF" + std::string(text);
    souris::DroppedValues of_marked;
    CHECK(value_from_json(marked, {.dropped = &of_marked}));
    REQUIRE(of_marked.offsets.size() == dropped.offsets.size());
    for (std::size_t i = 0; i < dropped.offsets.size(); ++i)
        CHECK(of_marked.offsets[i] == dropped.offsets[i] + 3);
}

TEST_CASE("a byte order mark at the beginning is skipped, and counts in offsets") {
    const std::string mark = "\xEF\xBB\xBF";
    CHECK(value_from_json(mark + "[1]") == Value(Array{1}));
    CHECK(value_from_json(mark + " \"" + mark + "\"") == Value(mark));
    const struct {
        std::string text;
        std::uint64_t offset;
    } rows[] = {
        {mark, 3},        {mark + mark + "1", 3}, {mark + "[1,]", 6}, {" " + mark + "1", 1},
        {"1 " + mark, 2},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto read = value_from_json(row.text);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == ErrorCode::invalid_json);
        CHECK(read.error().offset == row.offset);
    }
    CHECK(value_from_json("\xEF\xBB").error().code == ErrorCode::invalid_utf8);
    CHECK(value_from_json(mark + "1", {.limits = {.max_input = 3}}).error().detail == "max_input");
}

TEST_CASE("maps with many keys") {
    std::string json = "{";
    for (int i = 0; i < 1000; ++i)
        json += "\"key" + std::to_string(i % 900) + "\":" + std::to_string(i) + ",";
    json.back() = '}';
    const Value value = value_from_json(json).value();
    CHECK(value.entries().size() == 900);
    CHECK(value.at("/key99").get<int>() == 999);
    CHECK(value.at("/key100").get<int>() == 100);
}

TEST_CASE("text that is no JSON is refused, with offset and path") {
    const struct {
        std::string_view json;
        ErrorCode code;
        std::uint64_t offset;
        std::string_view path;
    } rows[] = {
        {"", ErrorCode::invalid_json, 0, ""},
        {"[1,2", ErrorCode::invalid_json, 4, ""},
        {"[1,nul]", ErrorCode::invalid_json, 3, ""},
        {R"({"a":[{"b":1,}]})", ErrorCode::invalid_json, 13, "/a/0"},
        {R"({"a":[{"b":tru}]})", ErrorCode::invalid_json, 11, "/a/0/b"},
        {R"({"a":1} x)", ErrorCode::invalid_json, 8, ""},
        {"[\"\xFF\"]", ErrorCode::invalid_utf8, 2, ""},
        {R"({"souris_type":2,"bytes":[1,)", ErrorCode::invalid_json, 28, ""},
        {R"([{"souris_type":7,"json":[1,}}])", ErrorCode::invalid_json, 28, "/0"},
        {R"([{"souris_type":8,"map":{"a":nul}}])", ErrorCode::invalid_json, 29, "/0/a"},
        {R"([{"souris_type":08,"map":{}}])", ErrorCode::invalid_json, 16, "/0"},
        {R"([{"souris_type":4,"integer":"5")", ErrorCode::invalid_json, 31, "/0"},
        {"340282366920938463463374607431768211456", ErrorCode::integer_out_of_range, 0, ""},
        {"[-170141183460469231731687303715884105729]", ErrorCode::integer_out_of_range, 1, "/0"},
        {"{\"x\":1e309}", ErrorCode::number_out_of_range, 5, "/x"},
        {"-1.7976931348623159e308", ErrorCode::number_out_of_range, 0, ""},
        {"0.001e999999999999999999999", ErrorCode::number_out_of_range, 0, ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        const auto read = value_from_json(row.json);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == row.code);
        CHECK(read.error().offset == row.offset);
        CHECK(read.error().path == row.path);
    }
}

TEST_CASE("what makes a text bad as a whole is told before anything else") {
    // For these errors only the position is that of the first fault in the text.
    const struct {
        std::string_view json;
        ErrorCode code;
        std::uint64_t offset;
        std::string_view detail;
    } rows[] = {
        // Strings without an end or with control characters are reported before bad UTF-8,
        {"[\"\xFF\", \"b", ErrorCode::invalid_json, 6, "string without an end"},
        {"[\"\xFF\", \"b\x01\"]", ErrorCode::invalid_json, 8, "control character in a string"},
        // grammar, numbers, escapes,
        {"[1,}, \"b", ErrorCode::invalid_json, 6, "string without an end"},
        {"nul \"a\tb\"", ErrorCode::invalid_json, 6, "control character in a string"},
        {"[01, \"b]", ErrorCode::invalid_json, 5, "string without an end"},
        {R"(["\x", "b])", ErrorCode::invalid_json, 7, "string without an end"},
        // numbers out of range, tagged values and limits.
        {"[1e999, \"b]", ErrorCode::invalid_json, 8, "string without an end"},
        {R"([{"souris_type":99}, "b])", ErrorCode::invalid_json, 21, "string without an end"},
        {"[[[[[]]]], \"b]", ErrorCode::invalid_json, 11, "string without an end"},
        // Backslashes escape quotes outside strings, too.
        {"[1] \\\" \"x", ErrorCode::invalid_json, 9, "string without an end"},
        {"[1] \\\\\"x", ErrorCode::invalid_json, 6, "string without an end"},
        {"[\"a\\\nb\"]", ErrorCode::invalid_json, 8, "string without an end"},
        {"[\"a\\", ErrorCode::invalid_json, 1, "string without an end"},
        // Then UTF-8.
        {"[1,}, \"\xFF\"]", ErrorCode::invalid_utf8, 7, ""},
        {"[01] \x80", ErrorCode::invalid_utf8, 5, ""},
        {"[[[[[]]]], \"\xED\xA0\x80\"]", ErrorCode::invalid_utf8, 12, ""},
        // Other errors are reported in order.
        {" \n", ErrorCode::invalid_json, 2, "wanted a value"},
        {"[01, 1e999", ErrorCode::invalid_json, 1, "malformed number"},
        {"[1e999, 01", ErrorCode::number_out_of_range, 1, "beyond the finite numbers"},
        {"[\\\"]", ErrorCode::invalid_json, 1, "wanted a value"},
        {"[[[[[]]]], 01]", ErrorCode::limit_exceeded, 4, "max_depth"},
        {"[{\"souris_type\":1}, 01]", ErrorCode::invalid_tagged_json, 1,
         "wanted one souris_type, the number of a type with a tagged form"},
        // The kind of an object is known only from the members after the fault.
        {R"([{nul, "souris_type":1}])", ErrorCode::invalid_tagged_json, 1,
         "wanted one souris_type, the number of a type with a tagged form"},
        {R"([{nul"souris_type":1}])", ErrorCode::invalid_json, 2, "wanted a key"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        const auto read = value_from_json(row.json, {.limits = {.max_depth = 4}});
        REQUIRE_FALSE(read);
        CHECK(read.error().code == row.code);
        CHECK(read.error().offset == row.offset);
        CHECK(read.error().detail == row.detail);
    }
    souris::DroppedValues dropped;
    CHECK_FALSE(value_from_json(R"({"a":1,"a":2} ")", {.dropped = &dropped}));
    CHECK(dropped.count == 0);
}

TEST_CASE("reading takes no memory but for containers, escapes and the result") {
    const std::string text = "[\"" + std::string(100'000, 'x') + "\"]" + std::string(900'000, ' ');
    CHECK(value_from_json(text, {.limits = {.max_memory = 150'000}}));
}

TEST_CASE("all readers agree on what is JSON") {
    for (const std::string_view json : souris::json_documents::valid) {
        CAPTURE(json);
        CHECK(value_from_json(json, {.tagged = false}).has_value());
    }
    for (const std::string_view json : souris::json_documents::invalid) {
        CAPTURE(json);
        // Only a whole document may begin so, not the text of a JSON value.
        if (json == "\xEF\xBB\xBF[]") continue;
        CHECK_FALSE(value_from_json(json));
        CHECK_FALSE(value_from_json(json, {.tagged = false}));
    }
}

TEST_CASE("untagged, souris_type is a key like any other") {
    const Value value =
        value_from_json(R"({"souris_type":4,"integer":"5"})", {.tagged = false}).value();
    CHECK(value == Map{{"souris_type", 4}, {"integer", "5"}});
}

TEST_CASE("objects that are deep and that wide are read") {
    constexpr std::size_t depth = 100'000;
    std::string json;
    for (std::size_t i = 0; i < depth; ++i)
        json += R"([{"map":{"souris_type":)";
    json += "7";
    for (std::size_t i = 0; i < depth; ++i)
        json += R"(},"souris_type":8}])";
    const auto value = value_from_json(json, {.limits = Limits::unlimited()});
    REQUIRE(value);
    const JsonReadOptions just_enough{.limits = {.max_depth = 2 * depth}};
    CHECK(value_from_json(json, just_enough).value() == *value);
    const JsonReadOptions too_little{.limits = {.max_depth = 2 * depth - 1}};
    CHECK(value_from_json(json, too_little).error().code == ErrorCode::limit_exceeded);
}

TEST_CASE("the depth of a JSON value is not limited, and what stands after it is read") {
    constexpr std::size_t depth = 10'000;
    const std::string inner = std::string(depth, '[') + std::string(depth, ']');
    const std::string json =
        R"([{"json":)" + inner + R"(,"souris_type":7},{"integer":"5","souris_type":4}])";
    const Value value = value_from_json(json, {.limits = {.max_depth = 1}}).value();
    CHECK(value == Array{JsonText::parse(inner).value(), 5});
}

TEST_CASE("limits are held, each by its name") {
    const std::string long_text(1000, 'x');
    const struct {
        std::string json;
        Limits limits;
        std::string_view detail, path;
    } rows[] = {
        {"[[[]]]", {.max_depth = 2}, "max_depth", "/0/0"},
        {"{\"a\":{\"b\":{}}}", {.max_depth = 2}, "max_depth", "/a/b"},
        {R"([{"map":{},"souris_type":8}])", {.max_depth = 1}, "max_depth", "/0"},
        {"12345", {.max_input = 4}, "max_input", ""},
        {"[1,2,3]", {.max_nodes = 3}, "max_nodes", ""},
        {"[[1,2],3]", {.max_nodes = 4}, "max_nodes", "/0"},
        {"1", {.max_nodes = 0}, "max_nodes", ""},
        {R"(["1234","12345"])", {.max_string = 4}, "max_string", "/1"},
        {R"(["\u00e9\u00e9\u00e9"])", {.max_string = 4}, "max_string", "/0"},
        {R"([{"souris_type":2,"bytes":[1,2,3,4,5]}])", {.max_string = 4}, "max_string", "/0"},
        {R"([{"souris_type":7,"json":12345}])", {.max_string = 4}, "max_string", "/0"},
        {R"([{"souris_type":12,"timezone":"GMT+5"}])", {.max_string = 4}, "max_string", "/0"},
        {R"([{"1234":1},{"12345":1}])", {.max_key = 4}, "max_key", "/1"},
        {"\"" + long_text + "\"", {.max_memory = 1000}, "max_memory", ""},
        {"{\"" + long_text + "\":1}", {.max_memory = 1000}, "max_memory", ""},
        {"\"\\n" + long_text + "\"", {.max_memory = 2000}, "max_memory", ""},
        {"[]", {.max_memory = 4}, "max_memory", ""},
        {"[0,0,0,0,0,0,0,0,0,0]", {.max_memory = 200}, "max_memory", ""},
        {"[[[[[[[[[[]]]]]]]]]]", {.max_memory = 200}, "max_memory", ""},
        {R"({"souris_type":2,"bytes":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25]})",
         {.max_memory = 40},
         "max_memory",
         ""},
        {R"({"souris_type":5,"real":1,"imaginary":2})", {.max_memory = 40}, "max_memory", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        CAPTURE(row.detail);
        const auto read = value_from_json(row.json, {.limits = row.limits});
        REQUIRE_FALSE(read);
        CHECK(read.error().code == ErrorCode::limit_exceeded);
        CHECK(read.error().detail == row.detail);
        CHECK(read.error().path == row.path);
    }
    CHECK(value_from_json("[[]]", {.limits = {.max_depth = 2}}));
    CHECK(value_from_json("[1,2,3]", {.limits = {.max_nodes = 4}}));
    CHECK(value_from_json(R"({"1234":"1234"})", {.limits = {.max_string = 4, .max_key = 4}}));
}

TEST_CASE("floods are refused before they cost memory") {
    for (const std::string_view unit : {"[", "{\"\":", R"({"souris_type":8,"map":{"x":)"}) {
        std::string json;
        for (int i = 0; i < 1'000'000; ++i)
            json += unit;
        const auto read = value_from_json(json);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == ErrorCode::limit_exceeded);
        CHECK(read.error().detail == "max_depth");
    }
    const std::string commas = "[" + std::string(1'000'000, ',');
    CHECK(value_from_json(commas).error().code == ErrorCode::invalid_json);
    CHECK(value_from_json(commas, {.limits = {.max_memory = 5'000'000}}).error().code ==
          ErrorCode::limit_exceeded);
}

TEST_CASE("all of the result's memory comes from the resource; when that is empty, nothing leaks") {
    constexpr std::string_view json =
        R"({"a key of more than 22 bytes":["a string of more than 22 bytes",)"
        R"({"souris_type":7,"json":[1,2,3,4,5,6,7,8,9,10,11,12]},)"
        R"({"souris_type":5,"real":1,"imaginary":2},)"
        R"({"souris_type":2,"bytes":[1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3]}],)"
        R"("b":{"k":0,"k":1}})";
    souris::test::CountingResource elsewhere;
    souris::test::CountingResource resource;
    const souris::test::DefaultResource as_default(elsewhere);
    const JsonReadOptions options{.resource = &resource};
    CHECK(value_from_json(json, options).has_value());
    CHECK(elsewhere.allocation_count() == 0);
    CHECK(resource.live_blocks() == 0);

    const std::size_t allocations = resource.allocation_count();
    CHECK(allocations > 6);
    for (std::size_t i = 0; i < allocations; ++i) {
        CAPTURE(i);
        resource.fail_after(i, true);
        const auto read = value_from_json(json, options);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == ErrorCode::out_of_memory);
        CHECK(resource.live_blocks() == 0);
    }
    CHECK_FALSE(resource.was_misused());
}

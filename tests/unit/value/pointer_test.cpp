// SPDX-License-Identifier: MIT
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/pointer.hpp>
#include <souris/utf8.hpp>
#include <souris/value.hpp>

using namespace souris;

namespace {

/// The document of RFC 6901, section 5, and an array below it.
Value example() {
    return Map{
        {"foo", Array{"bar", "baz"}},
        {"", 0},
        {"a/b", 1},
        {"c%d", 2},
        {"e^f", 3},
        {"g|h", 4},
        {"i\\j", 5},
        {"k\"l", 6},
        {" ", 7},
        {"m~n", 8},
        {"deep", Array{Map{{"0", Array{Map{{"~/", 9}}}}}, Array{}}},
    };
}

}  // namespace

TEST_CASE("JSON Pointers lead to values") {
    struct Row {
        std::string_view pointer;
        Value value;
    };
    const Row rows[] = {
        {"", example()},
        {"/foo", Array{"bar", "baz"}},
        {"/foo/0", "bar"},
        {"/foo/1", "baz"},
        {"/", 0},
        {"/a~1b", 1},
        {"/c%d", 2},
        {"/e^f", 3},
        {"/g|h", 4},
        {"/i\\j", 5},
        {"/k\"l", 6},
        {"/ ", 7},
        {"/m~0n", 8},
        {"/deep/0/0/0/~0~1", 9},
        {"/deep/1", Array{}},
    };
    Value document = example();
    for (const Row& row : rows) {
        CAPTURE(row.pointer);
        const Found found = document.at(row.pointer);
        REQUIRE(found);
        CHECK(*found == row.value);
        CHECK(found->type() == row.value.type());
        CHECK(found.path() == row.pointer);
        CHECK(document.find(row.pointer) == &*found);
    }
}

TEST_CASE("a pointer that leads nowhere says where it ended") {
    struct Row {
        std::string_view pointer;
        ErrorCode code;
        std::string_view path;
    };
    const Row rows[] = {
        {"/bar", ErrorCode::key_not_found, "/bar"},
        {"/bar/0/1", ErrorCode::key_not_found, "/bar"},
        {"//", ErrorCode::wrong_type, "/"},
        {"/foo/2", ErrorCode::index_out_of_range, "/foo/2"},
        {"/foo/2/x", ErrorCode::index_out_of_range, "/foo/2"},
        {"/foo/", ErrorCode::index_out_of_range, "/foo/"},
        {"/foo/-", ErrorCode::index_out_of_range, "/foo/-"},
        {"/foo/00", ErrorCode::index_out_of_range, "/foo/00"},
        {"/foo/+1", ErrorCode::index_out_of_range, "/foo/+1"},
        {"/foo/1e0", ErrorCode::index_out_of_range, "/foo/1e0"},
        {"/foo/99999999999999999999999", ErrorCode::index_out_of_range,
         "/foo/99999999999999999999999"},
        {"/deep/1/0", ErrorCode::index_out_of_range, "/deep/1/0"},
        // The value without children.
        {"/foo/0/x", ErrorCode::wrong_type, "/foo/0"},
        {"/foo/0/x/y", ErrorCode::wrong_type, "/foo/0"},
        {"foo", ErrorCode::invalid_pointer, "foo"},
        {"foo/0", ErrorCode::invalid_pointer, "foo"},
        {"/~", ErrorCode::invalid_pointer, "/~"},
        {"/m~n", ErrorCode::invalid_pointer, "/m~n"},
        {"/foo/~2/x", ErrorCode::invalid_pointer, "/foo/~2"},
        {"/deep/0/0/0/~0~", ErrorCode::invalid_pointer, "/deep/0/0/0/~0~"},
    };
    Value document = example();
    for (const Row& row : rows) {
        CAPTURE(row.pointer);
        const Found found = document.at(row.pointer);
        REQUIRE_FALSE(found);
        CHECK(found.error().code == row.code);
        CHECK(found.error().path == row.path);
        CHECK(document.find(row.pointer) == nullptr);
        CHECK(found.get<int>().error() == found.error());
        // Continuing gives the same error.
        CHECK(found.at("/further").error() == found.error());
    }
    const Value scalar = 1;
    CHECK(scalar.at("/x").error().code == ErrorCode::wrong_type);
    CHECK(scalar.at("/x").error().path.empty());
    CHECK(scalar.at("/x").error().message() == "wrong type (neither a map nor an array)");
}

TEST_CASE("looking further down puts the paths together") {
    const Value document = example();
    const Found deep = document.at("/deep");
    const Found nine = deep.at("/0/0").at("/0/~0~1");
    CHECK(nine.path() == "/deep/0/0/0/~0~1");
    CHECK(nine.get<int>() == 9);
    CHECK(nine.get<bool>().error().path == "/deep/0/0/0/~0~1");
    CHECK(deep.at("/0/x").error().path == "/deep/0/x");
    CHECK(deep.at("").path() == "/deep");
    CHECK(nine.at("/x").error().path == "/deep/0/0/0/~0~1");
}

TEST_CASE("what find gives can be changed") {
    Value document = example();
    *document.find("/foo/0") = Array{1};
    *document.find("/foo/0/0") = "changed";
    CHECK(document.at("/foo/0/0").get<std::string_view>() == "changed");
    *document.find("") = 5;
    CHECK(document == Value(5));
}

TEST_CASE("tokens are escaped on the way in and unescaped on the way out") {
    struct Row {
        std::string_view key;
        std::string_view escaped;
    };
    const Row rows[] = {
        {"", "/"},
        {"a", "/a"},
        {"~", "/~0"},
        {"/", "/~1"},
        {"~1", "/~01"},
        {"~0", "/~00"},
        {"a/b~c", "/a~1b~0c"},
        {"//", "/~1~1"},
        {"\n\"", "/\n\""},
        {"\xF0\x9F\x90\xAD", "/\xF0\x9F\x90\xAD"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.key);
        std::string pointer = "/before";
        append_pointer_token(pointer, row.key);
        CHECK(pointer == "/before" + std::string(row.escaped));
        pointer += "/after";
        std::string_view rest = pointer;
        CHECK(take_pointer_token(rest) == "before");
        CHECK(take_pointer_token(rest) == std::string(row.key));
        CHECK(rest == "/after");
        CHECK(take_pointer_token(rest) == "after");
        CHECK(rest.empty());
        CHECK(take_pointer_token(rest).error() == ErrorCode::invalid_pointer);
    }
    std::string pointer;
    append_pointer_token(pointer, std::size_t{0});
    append_pointer_token(pointer, std::numeric_limits<std::size_t>::max());
    CHECK(pointer == "/0/" + std::to_string(std::numeric_limits<std::size_t>::max()));
}

TEST_CASE("indexes in pointers") {
    struct Row {
        std::string token;
        std::optional<std::size_t> index;
    };
    constexpr std::size_t greatest = std::numeric_limits<std::size_t>::max();
    const Row rows[] = {
        {"0", 0},
        {"7", 7},
        {"10", 10},
        {std::to_string(greatest), greatest},
        {std::to_string(greatest) + "0", std::nullopt},
        {"18446744073709551616", std::nullopt},
        {"", std::nullopt},
        {"-", std::nullopt},
        {"-1", std::nullopt},
        {"+1", std::nullopt},
        {"00", std::nullopt},
        {"01", std::nullopt},
        {" 1", std::nullopt},
        {"1 ", std::nullopt},
        {"0x1", std::nullopt},
        {"1.0", std::nullopt},
        {std::string("1\0", 2), std::nullopt},
    };
    for (const Row& row : rows) {
        CAPTURE(row.token);
        CHECK(pointer_index(row.token) == row.index);
    }
}

TEST_CASE("paths that are told are cut") {
    std::string path;
    append_path_token(path, "a/b");
    append_path_token(path, std::size_t{7});
    CHECK(path == "/a~1b/7");
    for (int i = 0; i < 5000; ++i)
        append_path_token(path, std::size_t{10});
    CHECK(path.size() <= max_path_size);
    CHECK(path.size() > max_path_size - 10);
    CHECK(path.ends_with("…"));
    const std::string cut = path;
    append_path_token(path, "more");
    append_path_token(path, std::size_t{1});
    CHECK(path == cut);
    // Paths are never cut inside a character.
    for (std::size_t begin = 0; begin < 8; ++begin) {
        for (const std::string_view letter : {"x", "\u00e9", "\u65e5", "\U0001F42D", "~", "/"}) {
            std::string key(begin, 'k');
            while (key.size() < 10'000)
                key += letter;
            path.clear();
            append_path_token(path, key);
            CHECK(path.size() <= max_path_size);
            CHECK(path.size() >= max_path_size - 6);
            CHECK(path.ends_with("…"));
            CHECK(is_utf8(path));
        }
    }
}

TEST_CASE("a path that grows from the inside is cut behind, too") {
    std::string path;
    prepend_path_token(path, "b/c");
    prepend_path_token(path, std::size_t{5});
    prepend_path_token(path, "a");
    CHECK(path == "/a/5/b~1c");
    for (int i = 0; i < 100; ++i)
        prepend_path_token(path, std::string(1000, 'x'));
    CHECK(path.size() <= max_path_size);
    CHECK(path.starts_with("/xxx"));
    CHECK(path.ends_with("\xE2\x80\xA6"));
    prepend_path_token(path, std::string(1'000'000, 'y'));
    CHECK(path.size() <= max_path_size);
    CHECK(path.starts_with("/yyy"));
}

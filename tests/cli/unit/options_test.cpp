// SPDX-License-Identifier: MIT
#include "options/options.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace cli = souris::cli;

TEST_CASE("a parameter has one name or several") {
    bool is_raw = false;
    const cli::Parameter raw = cli::flag("-r,--raw", is_raw, "");
    CHECK(raw.names() == std::vector<std::string>{"-r", "--raw"});
    CHECK(raw.is_option());
    CHECK(raw.is_flag());
    std::string file;
    const cli::Parameter argument = cli::file_argument(file);
    CHECK(argument.names() == std::vector<std::string>{"FILE"});
    CHECK_FALSE(argument.is_option());
    CHECK_FALSE(argument.is_flag());
}

TEST_CASE("a value of a parameter is set, or refused") {
    bool is_raw = false;
    CHECK(cli::flag("--raw", is_raw, "").set("").empty());
    CHECK(is_raw);

    std::optional<std::uint64_t> head;
    const cli::Parameter number = cli::number("--head", head, "");
    CHECK(number.set("12").empty());
    CHECK(head == 12U);
    CHECK(number.set("x") == "wanted a number");

    std::vector<std::string> patches;
    const cli::Parameter paths = cli::path_arguments("PATCH", patches, "");
    CHECK(paths.set("a").empty());
    CHECK(paths.set("b").empty());
    CHECK(patches == std::vector<std::string>{"a", "b"});
    CHECK(paths.is_repeated);
}

TEST_CASE("a pointer is set as it is meant, however it is typed") {
    std::string pointer;
    const cli::Parameter parameter = cli::pointer_argument(pointer, "");
    CHECK(parameter.set("/a b").empty());
    CHECK(pointer == "/a b");
    CHECK(parameter.set(R"("/a\n\/0")").empty());
    CHECK(pointer == "/a\n/0");
    CHECK(parameter.set("name").find("begins with a slash") != std::string::npos);
    CHECK(parameter.set("/a/*").find("only get takes *") != std::string::npos);
    CHECK(pointer == "/a\n/0");
    CHECK(parameter.set(R"("/a/*")").empty());
    CHECK(pointer == "/a/*");
}

TEST_CASE("a pattern has wildcards unless it is a JSON string") {
    std::vector<cli::TypedPattern> patterns;
    const cli::Parameter parameter = cli::pattern_arguments(patterns, "");
    CHECK(parameter.is_repeated);
    for (const char* const typed : {"/*/a", R"("/*/a")", "/a", ""})
        CHECK(parameter.set(typed).empty());
    CHECK(parameter.set("*").find("begins with a slash") != std::string::npos);
    REQUIRE(patterns.size() == 4);
    for (const std::size_t i : {0U, 1U, 2U, 3U})
        CHECK(patterns[i].has_wildcard == (i == 0));
    CHECK(patterns[1].pointer == "/*/a");
    CHECK(patterns[3].pointer.empty());
}

TEST_CASE("a choice has the present value as its default") {
    auto layout = souris::Layout::v2;
    const cli::Parameter parameter = cli::layout_option(layout);
    CHECK(parameter.standard == "v2");
    CHECK(parameter.placeholder == "v1|v2");
    CHECK(parameter.choices == std::vector<std::string>{"v1", "v2"});
    CHECK_FALSE(parameter.is_required);
    CHECK(parameter.set("v1").empty());
    CHECK(layout == souris::Layout::v1);

    std::optional<int> number;
    const cli::Parameter none = cli::choice("--number", number, {{"one", 1}, {"two", 2}}, "");
    CHECK(none.standard.empty());
    CHECK(none.set("two").empty());
    CHECK(number == 2);
}

TEST_CASE("only an argument is required, unless it is optional") {
    std::string text;
    CHECK(cli::path_argument("FILE", text, "").is_required);
    CHECK_FALSE(cli::path_argument("FILE", text, "").optional().is_required);
    const cli::Parameter option = cli::path_option("--into", text, "");
    CHECK_FALSE(option.is_required);
    CHECK(option.is_path);
    CHECK_FALSE(option.is_flag());
}

TEST_CASE("rows that are shared follow a command's own") {
    bool is_set = false;
    const cli::Parameters shared{cli::flag("--b", is_set, ""), cli::flag("--c", is_set, "")};
    const auto rows = cli::rows({cli::flag("--a", is_set, "")}, shared, cli::Parameters());
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].name == "--a");
    CHECK(rows[2].name == "--c");
}

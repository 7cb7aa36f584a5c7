// SPDX-License-Identifier: MIT
#include "options/completion_script.hpp"

#include <doctest/doctest.h>

namespace cli = souris::cli;

TEST_CASE("each LIST in a script becomes the command that lists a file") {
    const std::string list = "keys --max-input 64M --";
    CHECK(cli::with_list("LIST a; LIST") == list + " a; " + list);
    CHECK(cli::with_list("list") == "list");
}

TEST_CASE("quotes in a shell's quotes are escaped as that shell wants it") {
    CHECK(cli::in_quotes("it's", "\\'") == "'it\\'s'");
    CHECK(cli::in_quotes("''", "'\\''") == "''\\'''\\'''");
    CHECK(cli::in_quotes("", "\\'") == "''");
}

TEST_CASE("help beside a completion is its first line") {
    CHECK(cli::first_line("a\nb\nc") == "a");
    CHECK(cli::first_line("a") == "a");
}

TEST_CASE("words are joined without a separator at either end") {
    CHECK(cli::joined({"a", "b", "c"}, ", ") == "a, b, c");
    CHECK(cli::joined({"a"}, "|") == "a");
    CHECK(cli::joined({}, "|").empty());
}

TEST_CASE("the arguments of a command are those that are no options") {
    cli::Command command;
    for (const char* const name : {"FILE", "-r,--raw", "POINTER", "--format"})
        command.parameters.push_back({.name = name});
    const auto arguments = cli::arguments_of(command);
    REQUIRE(arguments.size() == 2);
    CHECK(arguments[0] == &command.parameters[0]);
    CHECK(arguments[1] == &command.parameters[2]);
}

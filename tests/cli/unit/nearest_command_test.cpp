// SPDX-License-Identifier: MIT
#include "options/nearest_command.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "options/command.hpp"

using namespace souris::cli;

namespace {

std::vector<Command> commands_called(const std::vector<std::string>& names) {
    std::vector<Command> commands;
    for (const std::string& name : names) {
        Command command;
        command.name = name;
        commands.push_back(std::move(command));
    }
    return commands;
}

}  // namespace

TEST_CASE("a command is near by its letters or by what others call it") {
    const std::vector<Command> commands =
        commands_called({"dump", "get", "keys", "check", "stat", "rm", "set", "convert"});
    constexpr std::array<std::pair<std::string_view, std::string_view>, 18> expected{{
        {"chek", "check"},
        {"stats", "stat"},
        {"keys2", "keys"},
        {"gte", ""},
        {"gett", "get"},
        {"sett", "set"},
        {"r", ""},
        {"rmm", "rm"},
        {"ls", "keys"},
        {"list", "keys"},
        {"delete", "rm"},
        {"unset", "rm"},
        {"show", "dump"},
        {"cat", "dump"},
        {"converts", "convert"},
        {"", ""},
        {"frobnicate", ""},
        {"LS", ""},
    }};
    for (const auto& row : expected) {
        CAPTURE(row.first);
        CHECK(nearest_command(row.first, commands) == row.second);
    }
}

// SPDX-License-Identifier: MIT
#include "commands/commands.hpp"

#include <algorithm>
#include <utility>

#include "options/options.hpp"

namespace souris::cli {

namespace {

/// Adds the options of all commands, except those that the command redefines.
void add_output_options(Parameters& parameters) {
    for (Parameter& option : output_options()) {
        const auto has_name = [&](const Parameter& own) {
            return own.names().back() == option.name;
        };
        if (std::none_of(parameters.begin(), parameters.end(), has_name)) {
            parameters.push_back(std::move(option));
        }
    }
}

/// `help`: shows the help of a command. The parser runs it, which alone knows that text.
Command help_command(const std::vector<Command>& others) {
    Parameter name{.name = "COMMAND", .help = "Which command's; without it, of the program"};
    for (const Command& command : others)
        name.choices.push_back(command.name);
    name.choices.emplace_back(help_name);
    name.set = [](const std::string&) { return std::string(); };
    return {
        .name = std::string(help_name),
        .summary = "Show how to use a command, as its --help",
        .parameters = {std::move(name)},
        .examples = {{"souris-cli help get", "how to use get"}},
    };
}

}  // namespace

std::vector<Command> all_commands() {
    std::vector<Command> commands;
    for (Command (*const make)() :
         {dump_command, get_command, keys_command, check_command, stat_command, annotate_command,
          set_command, rm_command, merge_command, edit_command, diff_command, patch_command,
          flat_command, unflat_command, pack_command, repack_command, convert_command,
          completion_command, manual_command}) {
        commands.push_back(make());
    }
    commands.push_back(help_command(commands));
    for (Command& command : commands)
        add_output_options(command.parameters);
    return commands;
}

std::string meaning_of(ExitStatus status) {
    switch (status) {
        case exit_done:
            return "done";
        case exit_bad_data:
            return "the data is bad, or has no such form";
        case exit_usage:
            break;
    }
    return "wrong usage, or the system failed to read or write";
}

}  // namespace souris::cli

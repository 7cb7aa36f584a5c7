// SPDX-License-Identifier: MIT
#include "commands/commands.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
Command help_command();

struct NamedCommand {
    std::string_view name;
    Command (*make)();
};

/// In the order of the help.
constexpr std::array named_commands{
    NamedCommand{"dump", dump_command},       NamedCommand{"get", get_command},
    NamedCommand{"keys", keys_command},       NamedCommand{"check", check_command},
    NamedCommand{"stat", stat_command},       NamedCommand{"annotate", annotate_command},
    NamedCommand{"set", set_command},         NamedCommand{"rm", rm_command},
    NamedCommand{"merge", merge_command},     NamedCommand{"edit", edit_command},
    NamedCommand{"diff", diff_command},       NamedCommand{"patch", patch_command},
    NamedCommand{"flat", flat_command},       NamedCommand{"unflat", unflat_command},
    NamedCommand{"pack", pack_command},       NamedCommand{"repack", repack_command},
    NamedCommand{"convert", convert_command}, NamedCommand{"completion", completion_command},
    NamedCommand{"manual", manual_command},   NamedCommand{help_name, help_command},
};

Command help_command() {
    Parameter name{.name = "COMMAND", .help = "Which command's; without it, of the program"};
    for (const NamedCommand& named : named_commands)
        name.choices.emplace_back(named.name);
    name.set = [](const std::string&) { return std::string(); };
    return {
        .summary = "Show how to use a command, as its --help",
        .parameters = {std::move(name)},
        .examples = {{"souris-cli help get", "how to use get"}},
    };
}

Command make(const NamedCommand& named) {
    Command command = named.make();
    command.name = named.name;
    add_output_options(command.parameters);
    return command;
}

bool is_among(std::string_view name, std::span<char* const> arguments) {
    return std::find(arguments.begin(), arguments.end(), name) != arguments.end();
}

}  // namespace

std::vector<Command> all_commands() {
    std::vector<Command> commands;
    commands.reserve(named_commands.size());
    for (const NamedCommand& named : named_commands)
        commands.push_back(make(named));
    return commands;
}

std::vector<Command> commands_for(std::span<char* const> arguments) {
    // Others need the names or the help of all: options before the command, `help`, wrong names.
    const bool begins_with_name =
        arguments.size() > 1 && arguments[1] != help_name &&
        std::any_of(named_commands.begin(), named_commands.end(),
                    [&](const NamedCommand& named) { return arguments[1] == named.name; });
    if (!begins_with_name) return all_commands();
    std::vector<Command> commands;
    for (const NamedCommand& named : named_commands) {
        if (is_among(named.name, arguments)) commands.push_back(make(named));
    }
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

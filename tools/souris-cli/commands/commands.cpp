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

struct Entry {
    std::string_view name;
    Command (*make)();
};

/// In the order of the help.
constexpr std::array entries{
    Entry{"dump", dump_command},       Entry{"get", get_command},
    Entry{"keys", keys_command},       Entry{"check", check_command},
    Entry{"stat", stat_command},       Entry{"annotate", annotate_command},
    Entry{"set", set_command},         Entry{"rm", rm_command},
    Entry{"merge", merge_command},     Entry{"edit", edit_command},
    Entry{"diff", diff_command},       Entry{"patch", patch_command},
    Entry{"flat", flat_command},       Entry{"unflat", unflat_command},
    Entry{"pack", pack_command},       Entry{"repack", repack_command},
    Entry{"convert", convert_command}, Entry{"completion", completion_command},
    Entry{"manual", manual_command},   Entry{help_name, help_command},
};

Command help_command() {
    Parameter name{.name = "COMMAND", .help = "Which command's; without it, of the program"};
    for (const Entry& entry : entries)
        name.choices.emplace_back(entry.name);
    name.set = [](const std::string&) { return std::string(); };
    return {
        .summary = "Show how to use a command, as its --help",
        .parameters = {std::move(name)},
        .examples = {{"souris-cli help get", "how to use get"}},
    };
}

Command make(const Entry& entry) {
    Command command = entry.make();
    command.name = entry.name;
    add_output_options(command.parameters);
    return command;
}

bool is_among(std::string_view name, std::span<char* const> arguments) {
    return std::find(arguments.begin(), arguments.end(), name) != arguments.end();
}

}  // namespace

std::vector<Command> all_commands() {
    std::vector<Command> commands;
    commands.reserve(entries.size());
    for (const Entry& entry : entries)
        commands.push_back(make(entry));
    return commands;
}

std::vector<Command> commands_for(std::span<char* const> arguments) {
    // Others need the names or the help of all: options before the command, `help`, wrong names.
    const bool begins_with_name =
        arguments.size() > 1 && arguments[1] != help_name &&
        std::any_of(entries.begin(), entries.end(),
                    [&](const Entry& entry) { return arguments[1] == entry.name; });
    if (!begins_with_name) return all_commands();
    std::vector<Command> commands;
    for (const Entry& entry : entries) {
        if (is_among(entry.name, arguments)) commands.push_back(make(entry));
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

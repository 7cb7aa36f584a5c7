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

#ifdef SOURIS_CLI_HAS_LOG
/// `log`: the group of the commands about record logs.
Command log_group();
#endif

struct NamedCommand {
    std::string_view name;
    Command (*make)();
    bool is_group = false;
};

/// In the order of the help.
constexpr std::array named_commands{
    NamedCommand{"dump", dump_command},
    NamedCommand{"get", get_command},
    NamedCommand{"keys", keys_command},
    NamedCommand{"check", check_command},
    NamedCommand{"stat", stat_command},
    NamedCommand{"annotate", annotate_command},
    NamedCommand{"set", set_command},
    NamedCommand{"rm", rm_command},
    NamedCommand{"merge", merge_command},
    NamedCommand{"edit", edit_command},
    NamedCommand{"diff", diff_command},
    NamedCommand{"patch", patch_command},
    NamedCommand{"flat", flat_command},
    NamedCommand{"unflat", unflat_command},
    NamedCommand{"pack", pack_command},
    NamedCommand{"repack", repack_command},
    NamedCommand{"convert", convert_command},
#ifdef SOURIS_CLI_HAS_LOG
    NamedCommand{"log", log_group, true},
    NamedCommand{"log append", log_append_command},
    NamedCommand{"log cat", log_cat_command},
    NamedCommand{"log stat", log_stat_command},
    NamedCommand{"log check", log_check_command},
    NamedCommand{"log split", log_split_command},
#endif
    NamedCommand{"completion", completion_command},
    NamedCommand{"manual", manual_command},
    NamedCommand{help_name, help_command},
};

/// An argument that is a word of a command's name. The parser reads it.
Parameter word_argument(std::string name, std::string help) {
    Parameter row{.name = std::move(name), .help = std::move(help)};
    row.set = [](const std::string&) { return std::string(); };
    return row;
}

Command help_command() {
    Parameter first = word_argument("COMMAND", "Which command's; without it, of the program");
    Parameter second =
        word_argument("SUBCOMMAND", "The second word of its name, such as log's append");
    for (const NamedCommand& named : named_commands) {
        const std::size_t end = named.name.find(' ');
        if (end == std::string_view::npos) {
            first.choices.emplace_back(named.name);
        } else {
            second.choices.emplace_back(named.name.substr(end + 1));
        }
    }
    Command command{
        .summary = "Show how to use a command, as its --help",
        .parameters = {std::move(first)},
        .examples = {{"souris-cli help get", "how to use get"}},
    };
    if (!second.choices.empty()) command.parameters.push_back(std::move(second));
    return command;
}

#ifdef SOURIS_CLI_HAS_LOG
Command log_group() {
    Parameter word = word_argument("COMMAND", "What to do");
    constexpr std::string_view start = "log ";
    for (const NamedCommand& named : named_commands) {
        if (named.name.starts_with(start))
            word.choices.emplace_back(named.name.substr(start.size()));
    }
    return {
        .summary = "Append to a record log, show it, check it",
        .parameters = {std::move(word)},
    };
}
#endif

Command make(const NamedCommand& named) {
    Command command = named.make();
    command.name = named.name;
    command.is_group = named.is_group;
    add_output_options(command.parameters);
    return command;
}

/// Whether the words of the name are the first arguments.
bool begins_with_name(std::span<char* const> arguments, std::string_view name) {
    const std::vector<std::string_view> words = words_of(name);
    return words.size() <= arguments.size() &&
           std::equal(words.begin(), words.end(), arguments.begin());
}

}  // namespace

bool may_be_named(std::string_view name, std::span<char* const> arguments) {
    const std::vector<std::string_view> words = words_of(name);
    return std::all_of(words.begin(), words.end(), [&](std::string_view word) {
        return std::find(arguments.begin(), arguments.end(), word) != arguments.end();
    });
}

std::vector<Command> all_commands() {
    std::vector<Command> commands;
    commands.reserve(named_commands.size());
    for (const NamedCommand& named : named_commands)
        commands.push_back(make(named));
    return commands;
}

std::vector<Command> commands_for(std::span<char* const> arguments) {
    // Others need the names or the help of all: options before the command, `help`, wrong names.
    const auto is_first = [&](const NamedCommand& named) {
        return !named.is_group && named.name != help_name &&
               begins_with_name(arguments.subspan(1), named.name);
    };
    const bool names_one =
        arguments.size() > 1 && std::any_of(named_commands.begin(), named_commands.end(), is_first);
    if (!names_one) return all_commands();
    std::vector<Command> commands;
    for (const NamedCommand& named : named_commands) {
        if (may_be_named(named.name, arguments)) commands.push_back(make(named));
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

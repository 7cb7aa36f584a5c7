// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include <souris/config.hpp>

#include "commands/commands.hpp"
#include "common/stream.hpp"

namespace souris::cli {

namespace {

/// Escapes text for troff.
std::string plain(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        const bool begins_line = escaped.empty() || escaped.back() == '\n';
        if (begins_line && c == '.') escaped += "\\&";
        // troff would turn these into typographic characters, which shells do not accept.
        switch (c) {
            case '\\':
                escaped += "\\e";
                break;
            case '-':
                escaped += "\\-";
                break;
            case '~':
                escaped += "\\(ti";
                break;
            case '\'':
                escaped += "\\(aq";
                break;
            case '`':
                escaped += "\\(ga";
                break;
            case '^':
                escaped += "\\(ha";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

std::string bold(std::string_view text) {
    return "\\fB" + plain(text) + "\\fR";
}

std::string italic(std::string_view text) {
    return "\\fI" + plain(text) + "\\fR";
}

/// Keeps line breaks.
std::string lines(std::string_view text) {
    std::string result;
    while (true) {
        const std::size_t end = text.find('\n');
        result += plain(text.substr(0, end)) + '\n';
        if (end == std::string_view::npos) return result;
        result += ".br\n";
        text.remove_prefix(end + 1);
    }
}

/// `--format tree|tagged|json`, with its names.
std::string term_of(const Parameter& parameter) {
    if (!parameter.is_option()) return italic(parameter.name);
    std::string term;
    for (const std::string& name : parameter.names()) {
        if (!term.empty()) term += ", ";
        term += bold(name);
    }
    if (parameter.is_flag()) return term;
    return term + ' ' +
           (parameter.choices.empty() ? italic(parameter.placeholder)
                                      : bold(parameter.placeholder));
}

std::string entry_of(const Parameter& parameter) {
    std::string text = ".TP\n" + term_of(parameter) + '\n' + lines(parameter.help);
    if (!parameter.standard.empty()) {
        text += ".br\nDefault: " + bold(parameter.standard) + ".\n";
    }
    return text;
}

/// Options of a group are the same in all commands that have them.
bool is_shared(const Parameter& parameter) {
    return !parameter.group.empty();
}

std::string usage_of(const Command& command) {
    std::string text = bold("souris-cli " + command.name);
    for (const Parameter& parameter : command.parameters) {
        if (parameter.is_option() && parameter.is_required) text += ' ' + term_of(parameter);
    }
    text += " [" + italic("OPTION") + "]...";
    for (const Parameter& parameter : command.parameters) {
        if (parameter.is_option()) continue;
        const std::string term = term_of(parameter);
        text += parameter.is_required ? ' ' + term : " [" + term + ']';
        if (parameter.is_repeated) text += "...";
    }
    return text + '\n';
}

std::string section_of(const Command& command) {
    std::string text = ".SS " + plain(command.name) + '\n' + usage_of(command) + ".PP\n" +
                       plain(command.summary) + ".\n";
    for (const std::string& paragraph : command.description)
        text += ".PP\n" + plain(paragraph) + '\n';
    for (const Parameter& parameter : command.parameters) {
        if (!is_shared(parameter)) text += entry_of(parameter);
    }
    return text;
}

/// A section for a group of options: `title`, `introduction`, the commands that have the group, and
/// its options.
std::string shared_of(const std::vector<Command>& commands, const std::string& group,
                      const std::string& title, const std::string& introduction) {
    std::vector<std::string> users;
    std::string entries;
    for (const Command& command : commands) {
        std::string own;
        for (const Parameter& parameter : command.parameters) {
            if (parameter.group == group) own += entry_of(parameter);
        }
        if (own.empty()) continue;
        users.push_back(command.name);
        if (own.size() > entries.size()) entries = std::move(own);
    }
    std::string text = ".SH " + title + '\n' + introduction + "\n.br\nOf:";
    for (const std::string& user : users)
        text += ' ' + bold(user);
    return text + ".\n" + entries;
}

std::string exit_statuses_of(const std::vector<Command>& commands) {
    std::string text = ".SH EXIT STATUS\n";
    for (const ExitStatus status : {exit_done, exit_bad_data, exit_usage}) {
        text += fmt::format(".TP\n{}\n{}.\n", static_cast<int>(status), plain(meaning_of(status)));
        if (status != exit_bad_data) continue;
        for (const Command& command : commands) {
            if (command.bad_data.empty()) continue;
            text += ".br\nOf " + bold(command.name) + ": " + plain(command.bad_data) + ".\n";
        }
    }
    return text;
}

std::string examples_of(const std::vector<Command>& commands) {
    std::string text = ".SH EXAMPLES\n";
    for (const Command& command : commands) {
        for (const Example& example : command.examples)
            text += ".TP\n" + bold(example.line) + '\n' + plain(example.purpose) + '\n';
    }
    return text;
}

std::string manual(const std::vector<Command>& commands) {
    std::string text = fmt::format(
        ".TH SOURIS\\-CLI 1 \"\" \"souris-cli {}.{}.{}\" \"User Commands\"\n.SH NAME\n"
        "souris\\-cli \\- look inside Souris stores, and make them\n.SH SYNOPSIS\n",
        SOURIS_VERSION_MAJOR, SOURIS_VERSION_MINOR, SOURIS_VERSION_PATCH);
    for (const Command& command : commands)
        text += usage_of(command) + ".br\n";
    text +=
        bold("souris-cli --help") + " | " + bold("--version") +
        "\n.SH DESCRIPTION\n"
        "A Souris store (.sdb) is a compact file of named values: numbers, text, dates, arrays,\n"
        "maps. A packed value is one value without a name. Where a file is wanted, \\- is\n"
        "standard input or output. Nothing in a file can command the terminal: control\n"
        "characters are shown as \\eu{1b}.\n.SH COMMANDS\n";
    for (const Command& command : commands)
        text += section_of(command);
    return text + shared_of(commands, "Output", "OUTPUT OPTIONS", "How reports and errors look.") +
           shared_of(commands, "Limits", "LIMITS", "What a command may spend on a file.") +
           exit_statuses_of(commands) + examples_of(commands);
}

ExitStatus print_manual() {
    std::vector<Command> commands = all_commands();
    std::erase_if(commands, [](const Command& command) { return command.is_group; });
    const std::string text = manual(commands);
    const auto written = write_report(text);
    return written ? exit_done : report(output_name("-"), written.error());
}

}  // namespace

Command manual_command() {
    return {
        .summary = "Print the manual page, for man",
        .examples = {{"souris-cli manual | man -l -",
                      "the manual page, where it is not installed"}},
        .run = print_manual,
    };
}

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include <souris/cursor.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "stream.hpp"

namespace souris::cli {

namespace {

enum class Shell : std::uint8_t { bash, zsh, fish };

/// The first line, which is all that fits beside a completion.
std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

/// `text` between single quotes, for a shell that takes `escape` for one.
std::string quoted(std::string_view text, std::string_view escape) {
    std::string quote = "'";
    for (const char c : text) {
        if (c == '\'') {
            quote += escape;
        } else {
            quote += c;
        }
    }
    return quote + '\'';
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text += between;
        text += word;
    }
    return text;
}

std::vector<std::string> names_of(const Command& command) {
    std::vector<std::string> names{"--help"};
    for (const Parameter& parameter : command.parameters) {
        if (!parameter.is_option()) continue;
        for (std::string& name : parameter.names())
            names.push_back(std::move(name));
    }
    return names;
}

/// What `previous` wants behind it, as lines of a case.
std::string bash_values(const Command& command) {
    std::string text;
    for (const Parameter& parameter : command.parameters) {
        if (!parameter.is_option() || parameter.is_flag()) continue;
        std::vector<std::string> patterns;
        for (const std::string& name : parameter.names())
            patterns.push_back(command.name + ':' + name);
        std::string action = "compopt +o default";
        if (!parameter.choices.empty()) action = "values='" + joined(parameter.choices, " ") + '\'';
        if (parameter.is_path) action = "values=";
        text += fmt::format("        {}) {} ;;\n", joined(patterns, "|"), action);
    }
    return text;
}

std::string bash_words(const Command& command) {
    std::string arguments;
    for (const Parameter& parameter : command.parameters) {
        if (!parameter.is_option()) arguments += joined(parameter.choices, " ");
    }
    return fmt::format("                {}) options='{}' arguments='{}' ;;\n", command.name,
                       joined(names_of(command), " "), arguments);
}

std::string bash_script(const std::vector<Command>& commands) {
    std::vector<std::string> names;
    std::string values;
    std::string words;
    for (const Command& command : commands) {
        names.push_back(command.name);
        values += bash_values(command);
        words += bash_words(command);
    }
    return "# bash completion for souris-cli\n"
           "_souris_cli() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
           "    # bash takes --name=value for three words.\n"
           "    if [[ $current == '=' ]]; then\n"
           "        current=\n"
           "    elif [[ $previous == '=' ]]; then\n"
           "        previous=${COMP_WORDS[COMP_CWORD-2]}\n"
           "    fi\n"
           "    local command= i\n"
           "    for ((i = 1; i < COMP_CWORD; ++i)); do\n"
           "        case ${COMP_WORDS[i]} in\n"
           "        " +
           joined(names, "|") +
           ") command=${COMP_WORDS[i]}; break ;;\n"
           "        esac\n"
           "    done\n"
           "    local values options arguments\n"
           "    case $command:$previous in\n" +
           values +
           "        *)\n"
           "            case $command in\n"
           "                '') options='--help --version' arguments='" +
           joined(names, " ") + "' ;;\n" + words +
           "            esac\n"
           "            values=$arguments\n"
           "            [[ $current == -* ]] && values=$options\n"
           "            ;;\n"
           "    esac\n"
           "    COMPREPLY=($(compgen -W \"$values\" -- \"$current\"))\n"
           "}\n"
           "complete -o default -F _souris_cli souris-cli\n";
}

/// A description in one of zsh's specifications, where some characters mean something.
std::string zsh_text(std::string_view text) {
    std::string escaped;
    for (const char c : first_line(text)) {
        if (std::string_view("[]:\\").find(c) != std::string_view::npos) escaped += '\\';
        escaped += c;
    }
    return escaped;
}

/// What completes a parameter's value.
std::string zsh_value(const Parameter& parameter, std::string_view what) {
    std::string action = " ";
    if (!parameter.choices.empty()) action = '(' + joined(parameter.choices, " ") + ')';
    if (parameter.is_path) action = "_files";
    return fmt::format(":{}:{}", zsh_text(what), action);
}

std::string zsh_specification(const Parameter& parameter) {
    const auto quote = [](std::string_view text) { return quoted(text, "'\\''"); };
    if (!parameter.is_option()) {
        std::string_view before = parameter.is_required ? "" : ":";
        if (parameter.is_repeated) before = "*";
        return quote(fmt::format("{}{}", before, zsh_value(parameter, parameter.name)));
    }
    std::string value;
    if (!parameter.is_flag()) value = zsh_value(parameter, parameter.names().back().substr(2));
    std::string text;
    for (const std::string& name : parameter.names()) {
        const bool is_long = name.starts_with("--") && !parameter.is_flag();
        if (!text.empty()) text += ' ';
        text += quote(fmt::format("({}){}{}[{}]{}", joined(parameter.names(), " "), name,
                                  is_long ? "=" : "", zsh_text(parameter.help), value));
    }
    return text;
}

std::string zsh_script(const std::vector<Command>& commands) {
    std::string names;
    std::string cases;
    for (const Command& command : commands) {
        names +=
            "            " + quoted(command.name + ':' + zsh_text(command.summary), "'\\''") + '\n';
        cases += "        " + command.name + ")\n            _arguments -s '--help[How to use it]'";
        for (const Parameter& parameter : command.parameters)
            cases += " \\\n                " + zsh_specification(parameter);
        cases += "\n            ;;\n";
    }
    return "#compdef souris-cli\n"
           "_souris_cli() {\n"
           "    local context state state_descr line\n"
           "    typeset -A opt_args\n"
           "    _arguments -C '(- *)--help[How to use it]' '(- *)--version[The version]' \\\n"
           "        '1:command:->command' '*::argument:->argument'\n"
           "    case $state in\n"
           "    command)\n"
           "        local -a commands=(\n" +
           names +
           "        )\n"
           "        _describe command commands\n"
           "        ;;\n"
           "    argument)\n"
           "        case $words[1] in\n" +
           cases +
           "        esac\n"
           "        ;;\n"
           "    esac\n"
           "}\n"
           "if [[ $funcstack[1] == _souris-cli || $funcstack[1] == _souris_cli ]]; then\n"
           "    _souris_cli \"$@\"\n"
           "else\n"
           "    compdef _souris_cli souris-cli\n"
           "fi\n";
}

std::string fish_parameter(const Command& command, const Parameter& parameter) {
    const bool is_free = parameter.choices.empty() && !parameter.is_path;
    if (!parameter.is_option() && is_free) return "";
    std::string text =
        fmt::format("complete -c souris-cli -n '__fish_seen_subcommand_from {}'", command.name);
    if (parameter.is_option()) {
        for (const std::string& name : parameter.names()) {
            const bool is_long = name.starts_with("--");
            text += (is_long ? " -l " : " -s ") + name.substr(is_long ? 2 : 1);
        }
    }
    if (parameter.is_path) {
        text += parameter.is_option() ? " -r -F" : " -F";
    } else if (!parameter.choices.empty()) {
        text += " -x -a '" + joined(parameter.choices, " ") + '\'';
    } else if (!parameter.is_flag()) {
        text += " -x";
    }
    if (!parameter.is_option()) return text + '\n';
    return text + " -d " + quoted(first_line(parameter.help), "\\'") + '\n';
}

std::string fish_script(const std::vector<Command>& commands) {
    std::string text =
        "# fish completion for souris-cli\n"
        "complete -c souris-cli -f\n"
        "complete -c souris-cli -l help -d 'How to use it'\n"
        "complete -c souris-cli -n __fish_use_subcommand -l version -d 'The version'\n";
    for (const Command& command : commands) {
        text += fmt::format("complete -c souris-cli -n __fish_use_subcommand -a {} -d {}\n",
                            command.name, quoted(command.summary, "\\'"));
        for (const Parameter& parameter : command.parameters)
            text += fish_parameter(command, parameter);
    }
    return text;
}

ExitStatus complete(Shell shell) {
    std::string script;
    switch (shell) {
        case Shell::bash:
            script = bash_script(all_commands());
            break;
        case Shell::zsh:
            script = zsh_script(all_commands());
            break;
        case Shell::fish:
            script = fish_script(all_commands());
            break;
    }
    const auto written = write_output("-", as_byte_span(script));
    return written ? exit_done : report(output_name("-"), written.error());
}

}  // namespace

Command completion_command() {
    const auto shell = std::make_shared<Shell>();
    return {
        .name = "completion",
        .summary = "Print what makes a shell complete souris-cli's commands and options",
        .parameters = {choice_argument(
            "SHELL", *shell, {{"bash", Shell::bash}, {"zsh", Shell::zsh}, {"fish", Shell::fish}},
            "bash, zsh or fish")},
        .examples = {{"souris-cli completion bash >> ~/.bash_completion", "once, for bash"},
                     {"souris-cli completion fish | source", "for this session of fish"}},
        .run = [shell] { return complete(*shell); },
    };
}

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#include <fmt/core.h>

#include "options/completion_script.hpp"
#include "options/options.hpp"

namespace souris::cli {

namespace {

/// A description in a specification of zsh, which gives some characters a meaning.
std::string zsh_text(std::string_view text) {
    std::string escaped;
    for (const char c : first_line(text)) {
        if (std::string_view("[]:\\").find(c) != std::string_view::npos) escaped += '\\';
        escaped += c;
    }
    return escaped;
}

/// The part of a specification that completes a parameter's value.
std::string zsh_value(const Parameter& parameter, std::string_view what) {
    std::string action = " ";
    if (!parameter.choices.empty()) action = '(' + joined(parameter.choices, " ") + ')';
    if (parameter.is_path) action = "_files";
    if (parameter.is_pointer) action = "_souris_cli_pointers";
    return fmt::format(":{}:{}", zsh_text(what), action);
}

std::string zsh_specification(const Parameter& parameter) {
    const auto quote = [](std::string_view text) { return in_quotes(text, "'\\''"); };
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
        const std::string before =
            parameter.is_repeated ? "*" : '(' + joined(parameter.names(), " ") + ')';
        text += quote(fmt::format("{}{}{}[{}]{}", before, name, is_long ? "=" : "",
                                  zsh_text(parameter.help), value));
    }
    return text;
}

// The content of the file is compared and quoted, and never executed.
constexpr std::string_view zsh_pointers = R"(
_souris_cli_pointers() {
    local file=${(Q)line[1]} typed=${(Q)PREFIX} pointer
    [[ $file == '~/'* ]] && file=$HOME/${file#'~/'}
    [[ -f $file && ( -z $typed || $typed == /* ) ]] || return 1
    local -a found
    while IFS= read -r pointer; do
        [[ $pointer == /* ]] && found+=("$pointer")
    done < <(${(Q)~_souris_cli_program} LIST "$file" "${typed%/*}" 2>/dev/null)
    # More may come behind an array or a map.
    compadd -S '' -a found
}
)";

// Makes a name of two words one, as in the cases.
constexpr const char* zsh_second_word =
    R"(        if [[ $words[1] == ({}) && $CURRENT -gt 2 ]]; then
            words[1,2]=("$words[1] $words[2]")
            (( --CURRENT ))
        fi
)";

}  // namespace

std::string zsh_completion(const std::vector<Command>& commands) {
    std::string names;
    std::string cases;
    std::string common;
    const std::vector<std::string> groups = group_names(commands);
    for (const Parameter& parameter : output_options())
        common += " \\\n        " + zsh_specification(parameter);
    for (const Command& command : commands) {
        if (words_of(command.name).size() == 1) {
            names += "            " +
                     in_quotes(command.name + ':' + zsh_text(command.summary), "'\\''") + '\n';
        }
        cases +=
            "        '" + command.name + "')\n            _arguments -s '--help[How to use it]'";
        for (const Parameter& parameter : command.parameters)
            cases += " \\\n                " + zsh_specification(parameter);
        cases += "\n            ;;\n";
    }
    return "#compdef souris-cli\n" + with_list(zsh_pointers) +
           "\n_souris_cli() {\n"
           "    local _souris_cli_program=$words[1]\n"
           "    local context state state_descr line\n"
           "    typeset -A opt_args\n"
           "    _arguments -C '(- *)--help[How to use it]' '(- *)--version[The version]' \\\n"
           "        '1:command:->command' '*::argument:->argument'" +
           common +
           "\n"
           "    case $state in\n"
           "    command)\n"
           "        local -a commands=(\n" +
           names +
           "        )\n"
           "        _describe command commands\n"
           "        ;;\n"
           "    argument)\n" +
           (groups.empty() ? "" : fmt::format(zsh_second_word, joined(groups, "|"))) +
           "        case $words[1] in\n" + cases +
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

}  // namespace souris::cli

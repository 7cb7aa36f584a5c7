// SPDX-License-Identifier: MIT
#include <fmt/core.h>

#include "options/completion_script.hpp"
#include "options/options.hpp"

namespace souris::cli {

namespace {

/// The shell command that sets the completions of a parameter's value.
std::string action_for(const Parameter& parameter) {
    if (!parameter.choices.empty()) return "values='" + joined(parameter.choices, " ") + '\'';
    if (parameter.is_pointer) return "values= kind=pointer";
    // Paths are completed by bash itself.
    return parameter.is_path ? "values=" : "values= kind=free";
}

/// The options with a value, as lines of a case. `command` is empty for options before the command.
std::string option_values(const std::string& command, const Parameters& parameters) {
    std::string text;
    for (const Parameter& parameter : parameters) {
        if (!parameter.is_option() || parameter.is_flag()) continue;
        std::vector<std::string> patterns;
        for (const std::string& name : parameter.names())
            patterns.push_back('\'' + command + "':" + name);
        text += fmt::format("        {}) {} ;;\n", joined(patterns, "|"), action_for(parameter));
    }
    return text;
}

/// The arguments, by the number of arguments before them.
std::string argument_values(const Command& command) {
    std::string text;
    std::size_t number = 0;
    for (const Parameter* const argument : arguments_of(command)) {
        if (!argument->choices.empty() || argument->is_pointer || argument->is_path) {
            text += fmt::format("        '{}':{}) {} ;;\n", command.name,
                                argument->is_repeated ? "*" : std::to_string(number),
                                action_for(*argument));
        }
        ++number;
    }
    return text;
}

std::string option_names(const std::string& command, const Parameters& parameters,
                         std::vector<std::string> names) {
    for (const Parameter& parameter : parameters) {
        if (!parameter.is_option()) continue;
        for (std::string& name : parameter.names())
            names.push_back(std::move(name));
    }
    return fmt::format("        '{}') values='{}' ;;\n", command, joined(names, " "));
}

constexpr std::string_view bash_head = R"(# bash completion for souris-cli

# Sets plain to a word without the quotes that it was typed with. Nothing in it is run.
_souris_cli_plain() {
    plain=$1
    case $plain in
        \'*)
            # An apostrophe in such quotes is no end of them.
            plain=${plain#\'} plain=${plain//\'\\\'\'/$'\n'}
            plain=${plain%\'} plain=${plain//$'\n'/\'}
            ;;
        \"*) plain=${plain#\"} plain=${plain%\"} plain=${plain//\\/} ;;
        '~/'*) plain=$HOME/${plain#'~/'} plain=${plain//\\/} ;;
        *) plain=${plain//\\/} ;;
    esac
}

# Completes a pointer into a file: what is in the file is compared and quoted, and never run.
_souris_cli_pointers() {
    local program=$1 file=$2 typed=$3 before=$4 plain pointer
    local -a found=()
    _souris_cli_plain "$program" && program=$plain
    _souris_cli_plain "$file" && file=$plain
    _souris_cli_plain "$typed"
    [[ -f $file && ( -z $plain || $plain == /* ) ]] || return
    while IFS= read -r pointer; do
        [[ $pointer == /* && $pointer == "$plain"* ]] && found+=("$pointer")
    done < <("$program" LIST "$file" "${plain%/*}" 2>/dev/null)
    # More may come behind an array or a map.
    if ((${#found[@]} == 1)) && "$program" LIST "$file" "${found[0]}" >/dev/null 2>&1; then
        compopt -o nospace
    fi
    for pointer in "${found[@]}"; do
        case $typed in
            \'*) pointer=${pointer//\'/\'\\\'\'} ;;
            \"*)
                pointer=${pointer//\\/\\\\} pointer=${pointer//\"/\\\"}
                pointer=${pointer//\$/\\\$} pointer=${pointer//\`/\\\`}
                ;;
            *) printf -v pointer %q "$pointer" ;;
        esac
        COMPREPLY+=("${pointer#"$before"}")
    done
}

# Sets values and kind to what an option wants behind it; fails if that is nothing.
_souris_cli_option() {
    case $1 in
)";

constexpr std::string_view after_options = R"(        *) return 1 ;;
    esac
}

# The same of an argument, told by the command and by how many others are before it.
_souris_cli_argument() {
    case $1 in
)";

constexpr std::string_view after_arguments = R"(    esac
}

# Sets values to the options of a command.
_souris_cli_options() {
    case $1 in
)";

constexpr std::string_view tail = R"(
_souris_cli() {
    local -a words=() arguments=()
    local word glue= count=0 i
    # bash takes --name=value and a:b for three words each.
    for ((i = 1; i <= COMP_CWORD; ++i)); do
        word=${COMP_WORDS[i]}
        if [[ $count -gt 0 && ( $glue || $word =~ ^[=:]+$ ) ]]; then
            words[count-1]+=$word
        else
            words[count++]=$word
        fi
        glue=
        [[ $word =~ ^[=:]+$ ]] && glue=yes
    done
    local current=${words[count-1]} last=${COMP_WORDS[COMP_CWORD]}
    # What of the current word is not replaced.
    local before=${current%"$last"}
    [[ $glue ]] && before=$current
    local command= option= values= kind= only_arguments=
    for ((i = 0; i < count - 1; ++i)); do
        word=${words[i]}
        if [[ $option ]]; then
            option=
        elif [[ $word == -- && -z $only_arguments ]]; then
            only_arguments=yes
        elif [[ $word == -?* && -z $only_arguments ]]; then
            [[ $word != *=* ]] && _souris_cli_option "$command:$word" && option=$word
        elif [[ -z $command ]]; then
            command=$word
        elif [[ " $_souris_cli_groups " == *" $command "* ]]; then
            command+=" $word"
        else
            arguments+=("$word")
        fi
    done
    COMPREPLY=()
    values= kind=
    if [[ $option ]]; then
        _souris_cli_option "$command:$option"
    elif [[ $current == --*=* ]]; then
        _souris_cli_option "$command:${current%%=*}"
        current=${current#*=}
    elif [[ $current == -* && -z $only_arguments ]]; then
        _souris_cli_options "$command"
    elif [[ -z $command ]]; then
        values=$_souris_cli_commands
    else
        _souris_cli_argument "$command:${#arguments[@]}"
    fi
    [[ $kind ]] && compopt +o default
    if [[ $kind == pointer ]]; then
        _souris_cli_pointers "${COMP_WORDS[0]}" "${arguments[0]}" "$current" "$before"
    else
        COMPREPLY=($(compgen -W "$values" -- "$current"))
    fi
}
complete -o default -F _souris_cli souris-cli
)";

}  // namespace

std::string bash_completion(const std::vector<Command>& commands) {
    std::string values = option_values("", output_options());
    std::string arguments;
    std::string options = option_names("", output_options(), {"--help", "--version"});
    for (const Command& command : commands) {
        values += option_values(command.name, command.parameters);
        arguments += argument_values(command);
        options += option_names(command.name, command.parameters, {"--help"});
    }
    return with_list(bash_head) + values + std::string(after_options) + arguments +
           std::string(after_arguments) + options + "    esac\n}\n\n_souris_cli_commands='" +
           joined(first_words(commands), " ") + "'\n_souris_cli_groups='" +
           joined(group_names(commands), " ") + "'\n" + std::string(tail);
}

}  // namespace souris::cli

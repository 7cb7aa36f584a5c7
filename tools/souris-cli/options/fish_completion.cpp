// SPDX-License-Identifier: MIT
#include <fmt/core.h>

#include "options/completion_script.hpp"
#include "options/options.hpp"

namespace souris::cli {

namespace {

std::string fish_patterns(const std::string& command, const Parameters& parameters) {
    std::string text;
    for (const Parameter& parameter : parameters) {
        if (!parameter.is_option() || parameter.is_flag()) continue;
        for (const std::string& name : parameter.names())
            text += " '" + command + ':' + name + '\'';
    }
    return text;
}

/// The flags of `complete` for a parameter's value.
std::string fish_value(const Parameter& parameter) {
    if (parameter.is_path) return " -r -F";
    if (parameter.is_pointer) return " -x -a '(__souris_cli_pointers)'";
    if (!parameter.choices.empty()) return " -x -a '" + joined(parameter.choices, " ") + '\'';
    return parameter.is_flag() ? "" : " -x";
}

std::string fish_option(const std::string& condition, const Parameter& parameter) {
    std::string text = "complete -c souris-cli -n '" + condition + '\'';
    for (const std::string& name : parameter.names()) {
        const bool is_long = name.starts_with("--");
        text += (is_long ? " -l " : " -s ") + name.substr(is_long ? 2 : 1);
    }
    return text + fish_value(parameter) + " -d " + in_quotes(first_line(parameter.help), "\\'") +
           '\n';
}

std::string fish_argument(const Command& command, const Parameter& parameter, std::size_t number) {
    if (parameter.choices.empty() && !parameter.is_path && !parameter.is_pointer) return "";
    return fmt::format("complete -c souris-cli -n '__souris_cli_at \"{}\" {} {}'{}\n", command.name,
                       parameter.is_repeated ? "-ge" : "-eq", number, fish_value(parameter));
}

constexpr std::string_view fish_head = R"(# fish completion for souris-cli

# The command that is typed, and its arguments, without options and their values.
function __souris_cli_words
    set -l command ''
    set -l skips no
    for word in (commandline -opc)[2..-1]
        if test $skips = yes
            set skips no
            continue
        end
        switch "$command:$word"
            case OPTIONS
                set skips yes
                continue
        end
        # No pattern of fish's: since release 4, a question mark stands for itself.
        string match -qr -- '^-.' "$word"; and continue
        if test -z "$command"
            set command $word
            contains -- $word GROUPS; and continue
        else if contains -- "$command" GROUPS
            set command "$command $word"
            set word $command
        end
        echo -- $word
    end
    contains -- "$command" GROUPS; and echo -- $command
end

function __souris_cli_is
    set -l words (__souris_cli_words)
    test "$words[1]" = "$argv[1]"
end

# Whether so many arguments of a command are there.
function __souris_cli_at
    set -l words (__souris_cli_words)
    test "$words[1]" = "$argv[1]"; and test (count $words) $argv[2] (math $argv[3] + 1)
end

# What is in the file is compared, and never run.
function __souris_cli_pointers
    set -l words (__souris_cli_words)
    set -l program (string replace -r '^~/' "$HOME/" -- (commandline -opc)[1])
    set -l file (string replace -r '^~/' "$HOME/" -- $words[2])
    test -f "$file"; or return
    set -l parent (string replace -r '/[^/]*$' '' -- (commandline -ct | string unescape))
    $program LIST $file "$parent" 2>/dev/null | string match -- '/*'
end

complete -c souris-cli -f
complete -c souris-cli -l help -d 'How to use it'
complete -c souris-cli -n '__souris_cli_is ""' -l version -d 'The version'
)";

}  // namespace

std::string fish_completion(const std::vector<Command>& commands) {
    std::string options = fish_patterns("", output_options());
    std::string text;
    for (const Parameter& parameter : output_options())
        text += fish_option("__souris_cli_is \"\"", parameter);
    for (const Command& command : commands) {
        options += fish_patterns(command.name, command.parameters);
        if (words_of(command.name).size() == 1) {
            text += fmt::format("complete -c souris-cli -n '__souris_cli_is \"\"' -a {} -d {}\n",
                                command.name, in_quotes(command.summary, "\\'"));
        }
        for (const Parameter& parameter : command.parameters) {
            if (parameter.is_option()) {
                text += fish_option("__souris_cli_is \"" + command.name + '"', parameter);
            }
        }
        std::size_t number = 0;
        for (const Parameter* const argument : arguments_of(command))
            text += fish_argument(command, *argument, number++);
    }
    std::string script = with_list(fish_head);
    const auto replace = [&](std::string_view mark, const std::string& by) {
        for (auto at = script.find(mark); at != std::string::npos; at = script.find(mark, at))
            script.replace(at, mark.size(), by);
    };
    replace(" OPTIONS", options);
    const std::vector<std::string> groups = group_names(commands);
    replace(" GROUPS", groups.empty() ? "" : ' ' + joined(groups, " "));
    return script + text;
}

}  // namespace souris::cli

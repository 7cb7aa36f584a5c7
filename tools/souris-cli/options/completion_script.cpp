// SPDX-License-Identifier: MIT
#include "options/completion_script.hpp"

namespace souris::cli {

std::string with_list(std::string_view script) {
    constexpr std::string_view mark = "LIST";
    // A key press must not wait for a file of gigabytes.
    constexpr std::string_view command = "keys --max-input 64M --";
    std::string text(script);
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
        text.replace(at, mark.size(), command);
    return text;
}

std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

std::string in_quotes(std::string_view text, std::string_view escape) {
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

std::vector<std::string> first_words(const std::vector<Command>& commands) {
    std::vector<std::string> names;
    for (const Command& command : commands) {
        if (words_of(command.name).size() == 1) names.push_back(command.name);
    }
    return names;
}

std::vector<std::string> group_names(const std::vector<Command>& commands) {
    std::vector<std::string> names;
    for (const Command& command : commands) {
        if (command.is_group) names.push_back(command.name);
    }
    return names;
}

std::vector<const Parameter*> arguments_of(const Command& command) {
    std::vector<const Parameter*> arguments;
    for (const Parameter& parameter : command.parameters) {
        if (!parameter.is_option()) arguments.push_back(&parameter);
    }
    return arguments;
}

}  // namespace souris::cli

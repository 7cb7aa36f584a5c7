// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include <souris/layout.hpp>

namespace souris::cli {

/// Declares an option that sets `target` to one of several values by its name. What `target` is
/// then, is the default.
template <class T>
CLI::Option* add_choice(CLI::App& command, const std::string& option, T& target,
                        std::initializer_list<std::pair<std::string, T>> choices,
                        const std::string& description) {
    const std::map<std::string, T> values(choices.begin(), choices.end());
    std::vector<std::string> names;
    std::string text;
    std::string standard;
    for (const auto& [name, value] : choices) {
        names.push_back(name);
        text += text.empty() ? name : '|' + name;
        if (value == target) standard = " [" + name + "]";
    }
    const auto choose = [values, &target](const std::string& name) { target = values.at(name); };
    return command.add_option_function<std::string>(option, choose, description)
        ->check(CLI::IsMember(names))
        ->option_text(text + standard);
}

/// Declares `--layout v1|v2`.
CLI::Option* add_layout_option(CLI::App& command, Layout& layout);

}  // namespace souris::cli

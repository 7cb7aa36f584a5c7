// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include <souris/layout.hpp>

#include "dump_bytes.hpp"

namespace souris::cli {

namespace detail {

template <class T>
struct Choice {
    using Type = T;
};
template <class T>
struct Choice<std::optional<T>> {
    using Type = T;
};

}  // namespace detail

/// What `T` is, or may be.
template <class T>
using ChoiceOf = typename detail::Choice<T>::Type;

/// Declares an option that sets `target` to one of several values by its name. What `target` is
/// then, is the default; of a std::optional, it may be none.
template <class T>
CLI::Option* add_choice(CLI::App& command, const std::string& option, T& target,
                        std::initializer_list<std::pair<std::string, ChoiceOf<T>>> choices,
                        const std::string& description) {
    const std::map<std::string, ChoiceOf<T>> values(choices.begin(), choices.end());
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

/// Declares the argument FILE of a command that reads a store.
void add_input(CLI::App& command, std::string& path);

/// Declares `--format tree|tagged|json`.
CLI::Option* add_format_option(CLI::App& command, DumpFormat& format);

/// Declares `--layout v1|v2`.
CLI::Option* add_layout_option(CLI::App& command, Layout& layout);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <souris/layout.hpp>

#include "options/command.hpp"
#include "printers/dump_bytes.hpp"

// Rows for the tables of commands.

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

/// A pointer that was typed where wildcards are taken.
struct TypedPattern {
    std::string pointer;
    bool has_wildcard;
};

/// `T`, or the value type of an optional.
template <class T>
using ChoiceOf = typename detail::Choice<T>::Type;

/// A required argument.
[[nodiscard]] Parameter argument(std::string name, std::string& target, std::string help);

/// A required argument that is a path or `-`.
[[nodiscard]] Parameter path_argument(std::string name, std::string& target, std::string help);

/// The last arguments of a command: one or more paths or `-`.
[[nodiscard]] Parameter path_arguments(std::string name, std::vector<std::string>& targets,
                                       std::string help);

/// The required argument POINTER: a JSON Pointer, plain or as a JSON string. Refuses wildcards.
[[nodiscard]] Parameter pointer_argument(std::string& target, std::string help);

/// The last arguments, POINTER: one or more, which may have wildcards unless they are JSON strings.
[[nodiscard]] Parameter pattern_arguments(std::vector<TypedPattern>& targets, std::string help);

/// The argument FILE of a command that reads a store.
[[nodiscard]] Parameter file_argument(std::string& path);

/// An option whose value is a path, or `-`.
[[nodiscard]] Parameter path_option(std::string name, std::string& target, std::string help);

/// An option without a value.
[[nodiscard]] Parameter flag(std::string name, bool& target, std::string help);

/// An option whose value is a number.
[[nodiscard]] Parameter number(std::string name, std::optional<std::uint64_t>& target,
                               std::string help);

/// An option with named values. The present value of `target` is the default; an empty
/// std::optional has none.
template <class T>
[[nodiscard]] Parameter choice(std::string name, T& target,
                               std::initializer_list<std::pair<std::string, ChoiceOf<T>>> choices,
                               std::string help) {
    Parameter row{.name = std::move(name), .help = std::move(help)};
    for (const auto& [key, value] : choices) {
        row.choices.push_back(key);
        row.placeholder += row.placeholder.empty() ? key : '|' + key;
        if (value == target) row.standard = key;
    }
    const std::map<std::string, ChoiceOf<T>> values(choices.begin(), choices.end());
    row.set = [values, &target](const std::string& key) {
        target = values.at(key);
        return std::string();
    };
    return row;
}

/// A required argument with named values.
template <class T>
[[nodiscard]] Parameter choice_argument(
    std::string name, T& target, std::initializer_list<std::pair<std::string, ChoiceOf<T>>> choices,
    std::string help) {
    Parameter row = choice(std::move(name), target, choices, std::move(help));
    row.is_required = true;
    return row;
}

/// The options of all commands: `--output text|json` and `--color auto|always|never`.
[[nodiscard]] Parameters output_options();

/// `--format tree|tagged|json`.
[[nodiscard]] Parameter format_option(DumpFormat& format);

/// `--layout v1|v2`.
[[nodiscard]] Parameter layout_option(Layout& layout);

/// Concatenates the rows of a command with shared ones.
template <class... More>
[[nodiscard]] Parameters rows(Parameters first, const More&... more) {
    (first.insert(first.end(), more.begin(), more.end()), ...);
    return first;
}

}  // namespace souris::cli

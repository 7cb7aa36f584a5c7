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

// Rows of the commands' tables.

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

/// An argument that must be there.
[[nodiscard]] Parameter argument(std::string name, std::string& target, std::string help);

/// An argument that must be there and is a path, or `-`.
[[nodiscard]] Parameter path_argument(std::string name, std::string& target, std::string help);

/// The last arguments of a command, one or more, which are paths or `-`.
[[nodiscard]] Parameter path_arguments(std::string name, std::vector<std::string>& targets,
                                       std::string help);

/// The argument POINTER, which must be there: a JSON Pointer, as it is or as a JSON string.
[[nodiscard]] Parameter pointer_argument(std::string& target, std::string help);

/// The argument FILE of a command that reads a store.
[[nodiscard]] Parameter file_argument(std::string& path);

/// An option whose value is a path, or `-`.
[[nodiscard]] Parameter path_option(std::string name, std::string& target, std::string help);

/// An option that is there or not.
[[nodiscard]] Parameter flag(std::string name, bool& target, std::string help);

/// An option whose value is a number.
[[nodiscard]] Parameter number(std::string name, std::optional<std::uint64_t>& target,
                               std::string help);

/// An option that sets `target` to one of several values by its name. What `target` is now, is the
/// default; of a std::optional, it may be none.
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

/// An argument that must be there and is one of several names.
template <class T>
[[nodiscard]] Parameter choice_argument(
    std::string name, T& target, std::initializer_list<std::pair<std::string, ChoiceOf<T>>> choices,
    std::string help) {
    Parameter row = choice(std::move(name), target, choices, std::move(help));
    row.is_required = true;
    return row;
}

/// `--output text|json` and `--color auto|always|never`, which all commands have.
[[nodiscard]] Parameters output_options();

/// `--format tree|tagged|json`.
[[nodiscard]] Parameter format_option(DumpFormat& format);

/// `--layout v1|v2`.
[[nodiscard]] Parameter layout_option(Layout& layout);

/// Rows of a command, and behind them those that it shares with others.
template <class... More>
[[nodiscard]] Parameters rows(Parameters first, const More&... more) {
    (first.insert(first.end(), more.begin(), more.end()), ...);
    return first;
}

}  // namespace souris::cli

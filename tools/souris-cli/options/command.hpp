// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/report.hpp"

// The command line as data, from which the parser, the help, the manual and the completions are
// generated.

namespace souris::cli {

/// One argument or option of a command.
struct Parameter {
    /// `FILE` of an argument; `-r,--raw` or `--raw` of an option.
    std::string name;
    /// Placeholder of the option's value. Empty for flags and arguments.
    std::string placeholder{};
    /// The accepted values. Empty if any value may be given.
    std::vector<std::string> choices{};
    /// The default value as shown in the help.
    std::string standard{};
    /// Description of one or several lines.
    std::string help{};
    /// Heading in the help. Empty for "Options".
    std::string group{};
    bool is_required = false;
    /// An option, or the last argument, that may be repeated: `set` is called for each value.
    bool is_repeated = false;
    /// The value is the path of a file.
    bool is_path = false;
    /// The value is a JSON Pointer into the file that the preceding argument names.
    bool is_pointer = false;
    /// Long names of options that must, or must not, be given with this one.
    std::vector<std::string> needs{};
    /// @copydoc needs
    std::vector<std::string> excludes{};
    /// Sets the value. Returns what was expected instead if it is invalid, else an empty string.
    /// For a flag, `value` is empty.
    std::function<std::string(const std::string& value)> set{};

    [[nodiscard]] bool is_option() const noexcept { return name.front() == '-'; }
    [[nodiscard]] bool is_flag() const noexcept { return is_option() && placeholder.empty(); }
    /// All names, the long one last.
    [[nodiscard]] std::vector<std::string> names() const;

    // Modifiers for rows of tables.
    [[nodiscard]] Parameter needing(std::string other) && {
        needs.push_back(std::move(other));
        return std::move(*this);
    }
    [[nodiscard]] Parameter excluding(std::string other) && {
        excludes.push_back(std::move(other));
        return std::move(*this);
    }
    [[nodiscard]] Parameter defaulting_to(std::string value) && {
        standard = std::move(value);
        return std::move(*this);
    }
    [[nodiscard]] Parameter optional() && {
        is_required = false;
        return std::move(*this);
    }
};

using Parameters = std::vector<Parameter>;

/// A command line and its purpose.
struct Example {
    std::string line;
    std::string purpose;
};

/// One command of the program.
struct Command {
    /// Set from the table of all commands: a word, or behind the name of a group a second one, such
    /// as `log append`.
    std::string name{};
    /// Summary of one line.
    std::string summary;
    /// Additional paragraphs for the manual.
    std::vector<std::string> description{};
    Parameters parameters{};
    /// The first one also appears in the help of the program.
    std::vector<Example> examples{};
    /// Meaning of exit status 1, if it differs from the general one.
    std::string bad_data{};
    /// Called once all parameters are set.
    std::function<ExitStatus()> run{};
    /// Set from that table: a group of commands, whose first word is its name. It has no `run`; its
    /// argument is the second word.
    bool is_group = false;
};

/// The words of a command's name. They refer to it.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view name);

}  // namespace souris::cli

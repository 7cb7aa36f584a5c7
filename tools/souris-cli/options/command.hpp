// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "common/report.hpp"

// What there is to be said on the command line, as data: the parser, the help, the manual and the
// completions are all made of it.

namespace souris::cli {

/// One argument or option of a command.
struct Parameter {
    /// `FILE` of an argument; `-r,--raw` or `--raw` of an option.
    std::string name;
    /// What stands for an option's value. Empty for a flag, which has none, and for arguments.
    std::string placeholder{};
    /// The only values that it takes. Empty for all others.
    std::vector<std::string> choices{};
    /// The value without it, as it is said.
    std::string standard{};
    /// What it does, on one or some lines.
    std::string help{};
    /// The heading that it stands under. Empty for "Options".
    std::string group{};
    bool is_required = false;
    /// An argument that may be there more than once, the last one: `set` is called for each.
    bool is_repeated = false;
    /// Its value is the path of a file.
    bool is_path = false;
    /// Its value is a JSON Pointer into the file that the argument before it names.
    bool is_pointer = false;
    /// Long names of options that it makes sense with alone, or never.
    std::vector<std::string> needs{};
    /// @copydoc needs
    std::vector<std::string> excludes{};
    /// Takes the value and returns what was wanted instead, if it is wrong. Of a flag, called with
    /// nothing.
    std::function<std::string(const std::string& value)> set{};

    [[nodiscard]] bool is_option() const noexcept { return name.front() == '-'; }
    [[nodiscard]] bool is_flag() const noexcept { return is_option() && placeholder.empty(); }
    /// The names one by one, the long one last.
    [[nodiscard]] std::vector<std::string> names() const;

    // For rows of tables.
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

/// A line that can be typed, and what it is good for.
struct Example {
    std::string line;
    std::string purpose;
};

/// One command of the program.
struct Command {
    std::string name;
    /// One line.
    std::string summary;
    /// The paragraphs that the manual has besides.
    std::vector<std::string> description{};
    Parameters parameters{};
    /// The first is shown by the program's own help, too.
    std::vector<Example> examples{};
    /// What exit status 1 means, if it is not what it means everywhere.
    std::string bad_data{};
    /// Called once all parameters are set.
    std::function<ExitStatus()> run{};
};

}  // namespace souris::cli

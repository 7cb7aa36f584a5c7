// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "options/command.hpp"

// What makes shells complete the commands and their options, files, and pointers into these. Of a
// file's content nothing is ever run: shells take it for text.

namespace souris::cli {

[[nodiscard]] std::string bash_completion(const std::vector<Command>& commands);
[[nodiscard]] std::string zsh_completion(const std::vector<Command>& commands);
[[nodiscard]] std::string fish_completion(const std::vector<Command>& commands);

/// A part of a script, in which LIST becomes the command that lists what is in a file.
[[nodiscard]] std::string with_list(std::string_view script);

/// The first line, which is all that fits beside a completion.
[[nodiscard]] std::string_view first_line(std::string_view text);

/// `text` between single quotes, for a shell that takes `escape` for one.
[[nodiscard]] std::string in_quotes(std::string_view text, std::string_view escape);

[[nodiscard]] std::string joined(const std::vector<std::string>& words, std::string_view between);

/// Those of the parameters that are arguments, in their order.
[[nodiscard]] std::vector<const Parameter*> arguments_of(const Command& command);

}  // namespace souris::cli

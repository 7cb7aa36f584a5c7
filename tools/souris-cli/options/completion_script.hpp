// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "options/command.hpp"

// Scripts that complete commands, options, files, and pointers into files. They treat the content
// of files as text and never execute it.

namespace souris::cli {

[[nodiscard]] std::string bash_completion(const std::vector<Command>& commands);
[[nodiscard]] std::string zsh_completion(const std::vector<Command>& commands);
[[nodiscard]] std::string fish_completion(const std::vector<Command>& commands);

/// Replaces LIST in a part of a script with the command that lists the content of a file.
[[nodiscard]] std::string with_list(std::string_view script);

/// The first line; a completion has no room for more.
[[nodiscard]] std::string_view first_line(std::string_view text);

/// `text` in single quotes, with each quote in it replaced by `escape`.
[[nodiscard]] std::string in_quotes(std::string_view text, std::string_view escape);

[[nodiscard]] std::string joined(const std::vector<std::string>& words, std::string_view between);

/// The names of one word, and those of groups.
[[nodiscard]] std::vector<std::string> first_words(const std::vector<Command>& commands);
/// @copydoc first_words
[[nodiscard]] std::vector<std::string> group_names(const std::vector<Command>& commands);

/// The parameters that are arguments, in order.
[[nodiscard]] std::vector<const Parameter*> arguments_of(const Command& command);

}  // namespace souris::cli

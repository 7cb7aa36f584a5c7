// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "options/command.hpp"

namespace souris::cli {

/// Parses the arguments, the program's name first, by the tables of commands and runs the command,
/// or reports a usage error. Also answers `--help` and `--version`.
ExitStatus run_command_line(std::span<char* const> arguments, const std::vector<Command>& commands);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "options/command.hpp"

namespace souris::cli {

/// Parses the arguments of `main` by the tables of commands and runs the command, or reports a
/// usage error. Also answers `--help` and `--version`.
ExitStatus run_command_line(int argc, char** argv, const std::vector<Command>& commands);

}  // namespace souris::cli

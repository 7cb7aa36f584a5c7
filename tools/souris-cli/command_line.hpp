// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "options/command.hpp"

namespace souris::cli {

/// Parses the arguments of `main` by the commands' tables and runs the command that they name, or
/// tells what is wrong with them. `--help` and `--version` are answered here.
ExitStatus run_command_line(int argc, char** argv, const std::vector<Command>& commands);

}  // namespace souris::cli

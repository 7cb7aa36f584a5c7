// SPDX-License-Identifier: MIT
#include <exception>

#include "command_line.hpp"
#include "commands.hpp"

int main(int argc, char** argv) {
    try {
        return souris::cli::run_command_line(argc, argv, souris::cli::all_commands());
    } catch (const std::exception& error) {
        souris::cli::report(error.what());
        return souris::cli::exit_usage;
    }
}

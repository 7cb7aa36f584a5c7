// SPDX-License-Identifier: MIT
#include <csignal>
#include <exception>
#include <new>

#include "command_line.hpp"
#include "commands.hpp"

int main(int argc, char** argv) {
    // Whoever started this may have let it ignore that its reader went away.
    std::signal(SIGPIPE, SIG_DFL);
    try {
        return souris::cli::run_command_line(argc, argv, souris::cli::all_commands());
    } catch (const std::bad_alloc&) {
        return souris::cli::report("memory", souris::Error(souris::ErrorCode::out_of_memory));
    } catch (const std::exception& error) {
        souris::cli::report(error.what());
        return souris::cli::exit_usage;
    }
}

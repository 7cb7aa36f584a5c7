// SPDX-License-Identifier: MIT
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "command_line.hpp"
#include "commands/commands.hpp"
#include "common/process.hpp"

int main(int argc, char** argv) {
    try {
        std::vector<std::string> arguments = souris::cli::begin_process(argc, argv);
        std::vector<char*> pointers;
        for (std::string& argument : arguments)
            pointers.push_back(argument.data());
        return souris::cli::run_command_line(pointers, souris::cli::commands_for(pointers));
    } catch (const std::bad_alloc&) {
        return souris::cli::report("memory", souris::Error(souris::ErrorCode::out_of_memory));
    } catch (const std::exception& error) {
        souris::cli::report(error.what());
        return souris::cli::exit_usage;
    }
}

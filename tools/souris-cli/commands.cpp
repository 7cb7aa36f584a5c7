// SPDX-License-Identifier: MIT
#include "commands.hpp"

namespace souris::cli {

std::vector<Command> all_commands() {
    std::vector<Command> commands;
    for (Command (*const make)() :
         {dump_command, get_command, keys_command, check_command, pack_command, repack_command,
          convert_command, completion_command, manual_command})
        commands.push_back(make());
    return commands;
}

std::string meaning_of(ExitStatus status) {
    switch (status) {
        case exit_done:
            return "done";
        case exit_bad_data:
            return "the data is bad, or has no such form";
        case exit_usage:
            break;
    }
    return "wrong usage, or the system failed to read or write";
}

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#include <cstdint>
#include <memory>
#include <string>

#include "commands/commands.hpp"
#include "common/stream.hpp"
#include "options/completion_script.hpp"
#include "options/options.hpp"

namespace souris::cli {

namespace {

enum class Shell : std::uint8_t { bash, zsh, fish };

ExitStatus complete(Shell shell) {
    std::string script;
    switch (shell) {
        case Shell::bash:
            script = bash_completion(all_commands());
            break;
        case Shell::zsh:
            script = zsh_completion(all_commands());
            break;
        case Shell::fish:
            script = fish_completion(all_commands());
            break;
    }
    const auto written = write_report(script);
    return written ? exit_done : report(output_name("-"), written.error());
}

}  // namespace

Command completion_command() {
    const auto shell = std::make_shared<Shell>();
    return {
        .summary = "Print what makes a shell complete souris-cli's commands and options",
        .parameters = {choice_argument(
            "SHELL", *shell, {{"bash", Shell::bash}, {"zsh", Shell::zsh}, {"fish", Shell::fish}},
            "bash, zsh or fish")},
        .examples = {{"souris-cli completion bash >> ~/.bash_completion", "once, for bash"},
                     {"souris-cli completion fish | source", "for this session of fish"}},
        .run = [shell] { return complete(*shell); },
    };
}

}  // namespace souris::cli

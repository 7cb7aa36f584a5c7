// SPDX-License-Identifier: MIT
#include "common/output_settings.hpp"

#include <string>

#include <unistd.h>

#include "common/process.hpp"

namespace souris::cli {

OutputSettings& output_settings() noexcept {
    static OutputSettings settings;
    return settings;
}

bool writes_json() noexcept {
    return output_settings().form == OutputForm::json;
}

bool uses_color() {
    const ColorChoice choice = output_settings().color;
    if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
    if (!environment("NO_COLOR").empty()) return false;
    const std::string forced = environment("CLICOLOR_FORCE");
    if (!forced.empty() && forced != "0") return true;
    return environment("TERM") != "dumb" && is_terminal(STDOUT_FILENO);
}

}  // namespace souris::cli

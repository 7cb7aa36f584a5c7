// SPDX-License-Identifier: MIT
#include "output_settings.hpp"

#include <cstdlib>
#include <string_view>

#include <unistd.h>

namespace souris::cli {

namespace {

std::string_view environment(const char* name) noexcept {
    const char* const value = std::getenv(name);
    return value != nullptr ? value : "";
}

}  // namespace

OutputSettings& output_settings() noexcept {
    static OutputSettings settings;
    return settings;
}

bool writes_json() noexcept {
    return output_settings().form == OutputForm::json;
}

bool uses_color() noexcept {
    const ColorChoice choice = output_settings().color;
    if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
    return environment("NO_COLOR").empty() && environment("TERM") != "dumb" &&
           ::isatty(STDOUT_FILENO) == 1;
}

}  // namespace souris::cli

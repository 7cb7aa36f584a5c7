// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

// Output options that apply to all commands. There is one instance per process.

namespace souris::cli {

enum class OutputForm : std::uint8_t { text, json };
enum class ColorChoice : std::uint8_t { automatic, always, never };

struct OutputSettings {
    /// The form of reports and messages.
    OutputForm form = OutputForm::text;
    ColorChoice color = ColorChoice::automatic;
};

[[nodiscard]] OutputSettings& output_settings() noexcept;

/// Whether reports and messages are JSON.
[[nodiscard]] bool writes_json() noexcept;

/// Whether to colour standard output. `automatic` means: not if NO_COLOR is set; else, if
/// CLICOLOR_FORCE is set and not 0; else on a terminal that has colours.
[[nodiscard]] bool uses_color();

}  // namespace souris::cli

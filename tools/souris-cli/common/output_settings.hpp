// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

// What the user wants of all output alike. The process has one terminal, so it has one of these.

namespace souris::cli {

enum class OutputForm : std::uint8_t { text, json };
enum class ColorChoice : std::uint8_t { automatic, always, never };

struct OutputSettings {
    /// Of reports and of messages.
    OutputForm form = OutputForm::text;
    ColorChoice color = ColorChoice::automatic;
};

[[nodiscard]] OutputSettings& output_settings() noexcept;

/// Whether reports and messages are JSON.
[[nodiscard]] bool writes_json() noexcept;

/// Whether to write colours to standard output: as told, else if it is a terminal that has them and
/// NO_COLOR is not set.
[[nodiscard]] bool uses_color();

}  // namespace souris::cli

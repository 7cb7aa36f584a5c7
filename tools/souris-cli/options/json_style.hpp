// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <souris/value.hpp>

#include "options/command.hpp"

namespace souris::cli {

/// How a command writes JSON.
struct JsonStyle {
    bool is_pretty = false;
    bool is_compact = false;
    std::optional<std::uint64_t> indent;
    bool sorts_keys = false;

    /// The given option that says something of the lines of JSON alone; empty if there is none.
    [[nodiscard]] std::string layout_option() const;
    /// Spaces per level, 0 for a single line, for output that goes to a terminal or elsewhere.
    [[nodiscard]] unsigned spaces(bool goes_to_terminal) const noexcept;
};

/// `--pretty`, `--compact`, `--indent` and `--sort-keys`.
[[nodiscard]] Parameters json_options(JsonStyle& style);

/// `--sort-keys` alone.
[[nodiscard]] Parameter sort_keys_option(bool& sorts_keys);

}  // namespace souris::cli

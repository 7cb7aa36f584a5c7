// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <souris/limits.hpp>

#include "options/command.hpp"

namespace souris::cli {

/// The options of the group "Limits".
struct LimitOptions {
    bool is_hostile = false;
    std::optional<std::uint64_t> max_depth;
    std::optional<std::uint64_t> max_input;
    std::optional<std::uint64_t> max_output;
    std::optional<std::uint64_t> max_memory;
    std::optional<std::uint64_t> max_nodes;
    std::optional<std::uint64_t> max_string;
    std::optional<std::uint64_t> max_key;

    /// The limits to pass to the library.
    [[nodiscard]] Limits limits() const noexcept;
};

/// `--hostile`, `--max-depth` and so on.
[[nodiscard]] Parameters limit_options(LimitOptions& options);

/// The `max_memory` in effect for the command on the command line.
[[nodiscard]] std::uint64_t given_max_memory() noexcept;

}  // namespace souris::cli

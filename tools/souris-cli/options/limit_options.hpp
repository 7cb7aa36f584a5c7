// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <souris/limits.hpp>

#include "options/command.hpp"

namespace souris::cli {

/// What the options of the group "Limits" say: the one place that knows them.
struct LimitOptions {
    bool is_hostile = false;
    std::optional<std::uint64_t> max_depth;
    std::optional<std::uint64_t> max_input;
    std::optional<std::uint64_t> max_output;
    std::optional<std::uint64_t> max_memory;
    std::optional<std::uint64_t> max_nodes;
    std::optional<std::uint64_t> max_string;
    std::optional<std::uint64_t> max_key;

    /// For every function that reads or writes.
    [[nodiscard]] Limits limits() const noexcept;
};

/// `--hostile`, `--max-depth` and so on.
[[nodiscard]] Parameters limit_options(LimitOptions& options);

/// `max_memory` of the limits that the command line gave to its command.
[[nodiscard]] std::uint64_t given_max_memory() noexcept;

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <souris/limits.hpp>

#include "command.hpp"

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

/// The number that digits say. Nothing if the text is anything else, or beyond 64 bits.
[[nodiscard]] std::optional<std::uint64_t> parse_number(std::string_view text) noexcept;

/// The number that digits say, times 1024 for each power that a last letter K, M or G stands for.
/// Nothing if the text is anything else, or beyond 64 bits.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text) noexcept;

}  // namespace souris::cli

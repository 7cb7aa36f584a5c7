// SPDX-License-Identifier: MIT
#include "options/limit_options.hpp"

#include <string>

#include <fmt/core.h>

#include "common/parse_number.hpp"
#include "options/options.hpp"

namespace souris::cli {

namespace {

constexpr const char* limits_group = "Limits";

/// Formats a size for `parse_size`.
std::string size_text(std::uint64_t size) {
    constexpr std::uint64_t unit = 1024;
    std::string suffix;
    for (const char letter : {'K', 'M', 'G'}) {
        if (size == 0 || size % unit != 0) break;
        size /= unit;
        suffix = letter;
    }
    return fmt::format("{}{}", size, suffix);
}

struct Kind {
    const char* placeholder;
    const char* wanted;
    std::optional<std::uint64_t> (*parse)(std::string_view) noexcept;
    std::string (*print)(std::uint64_t);
};

constexpr Kind number_kind{"N", "wanted a number", parse_number,
                           [](std::uint64_t number) { return std::to_string(number); }};
constexpr Kind size_kind{"SIZE", "wanted bytes, or a number with K, M or G", parse_size, size_text};

Parameter limit(std::string name, const Kind& kind, std::optional<std::uint64_t>& target,
                std::uint64_t standard, std::string help) {
    Parameter row{.name = std::move(name),
                  .placeholder = kind.placeholder,
                  .standard = kind.print(standard),
                  .help = std::move(help),
                  .group = limits_group};
    row.set = [&kind, &target](const std::string& text) {
        target = kind.parse(text);
        return std::string(target ? "" : kind.wanted);
    };
    return row;
}

/// The options that were set on the command line.
const LimitOptions* given = nullptr;

}  // namespace

Limits LimitOptions::limits() const noexcept {
    Limits limits = is_hostile ? Limits::hostile() : Limits();
    limits.max_depth = static_cast<std::size_t>(max_depth.value_or(limits.max_depth));
    limits.max_input = max_input.value_or(limits.max_input);
    limits.max_output = max_output.value_or(limits.max_output);
    limits.max_memory = max_memory.value_or(limits.max_memory);
    limits.max_nodes = max_nodes.value_or(limits.max_nodes);
    limits.max_string = max_string.value_or(limits.max_string);
    limits.max_key = max_key.value_or(limits.max_key);
    return limits;
}

Parameters limit_options(LimitOptions& options) {
    const Limits standard;
    Parameter hostile = flag("--hostile", options.is_hostile,
                             "Begin with tight limits, for files from strangers\n"
                             "SIZE below: bytes, or with K, M, G for powers of 1024");
    hostile.group = limits_group;
    Parameters rows{
        std::move(hostile),
        limit("--max-depth", number_kind, options.max_depth, standard.max_depth,
              "Arrays and maps inside one another"),
        limit("--max-input", size_kind, options.max_input, standard.max_input, "Of the input"),
        limit("--max-output", size_kind, options.max_output, standard.max_output,
              "Of what one compressed block unpacks to"),
        limit("--max-memory", size_kind, options.max_memory, standard.max_memory,
              "Of all that is in memory at once"),
        limit("--max-nodes", number_kind, options.max_nodes, standard.max_nodes, "Values"),
        limit("--max-string", size_kind, options.max_string, standard.max_string,
              "Of one string or binary value"),
        limit("--max-key", size_kind, options.max_key, standard.max_key, "Of one map key"),
    };
    for (Parameter& row : rows) {
        row.set = [&options, set = row.set](const std::string& value) {
            given = &options;
            return set(value);
        };
    }
    return rows;
}

std::uint64_t given_max_memory() noexcept {
    return given != nullptr ? given->limits().max_memory : Limits().max_memory;
}

}  // namespace souris::cli

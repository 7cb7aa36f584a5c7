// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include <souris/sink.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// The number of missing elements of incomplete containers.
using Unread = std::unordered_map<const Value*, std::uint64_t>;

/// Options of `print_tree`.
struct TreeStyle {
    bool is_colored = false;
    /// Containers at this depth and below are not opened.
    std::optional<std::uint64_t> max_depth{};
    /// Maximum number of children shown per container; the others are counted.
    std::optional<std::uint64_t> max_children{};
};

/// Writes a tree for people: one line per value with its name, type and content. Children follow
/// their parents, indented by two spaces; beyond 40 levels the number of the level replaces the
/// indentation. The output is safe for a terminal; colours are optional.
void print_tree(Sink& sink, const Value& root, const TreeStyle& style = {},
                const Unread& unread = {});

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include <souris/sink.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// Containers of which elements are missing, and how many.
using Unread = std::unordered_map<const Value*, std::uint64_t>;

/// How to print a tree.
struct TreeStyle {
    bool is_colored = false;
    /// Containers inside so many others are not opened.
    std::optional<std::uint64_t> max_depth{};
    /// Of each container, so many elements or entries are shown and the others counted.
    std::optional<std::uint64_t> max_children{};
};

/// Writes a value for people: a line for each value, children below their parents and two spaces
/// further in, each with its name, type and content; beyond 40 levels, with the level's number
/// instead of spaces. Nothing of it can command a terminal, but for the colours, if wanted.
void print_tree(Sink& sink, const Value& root, const TreeStyle& style = {},
                const Unread& unread = {});

}  // namespace souris::cli

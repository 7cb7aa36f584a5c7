// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

#include "printers/tree_printer.hpp"

namespace souris::cli {

enum class DumpFormat : std::uint8_t { tree, tagged, json };

struct DumpSettings {
    DumpFormat format = DumpFormat::tree;
    /// One value's bytes without a store, in `layout`.
    bool is_bare = false;
    Layout layout = Layout::v2;
    /// Of the tree.
    TreeStyle style{};
    Limits limits;
};

/// Writes what is in a file of these bytes. Nothing of it can command a terminal. As a tree, what
/// could be read of a damaged file is written, before the error is returned.
[[nodiscard]] Result<void> dump_bytes(Sink& sink, std::span<const std::byte> bytes,
                                      const DumpSettings& settings);

/// Prints a value, a line break behind it.
[[nodiscard]] Result<void> dump_value(Sink& sink, const Value& value, DumpFormat format,
                                      const Limits& limits, const TreeStyle& style = {});

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
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
    /// The layout of a single value without a store, if the bytes are one.
    std::optional<Layout> bare_layout{};
    /// Used for `DumpFormat::tree` only.
    TreeStyle style{};
    /// Spaces per level of JSON, 0 for a single line.
    unsigned indent = 0;
    bool sorts_keys = false;
    Limits limits;
};

/// Writes the content of a file, safe for a terminal. As a tree, the readable part of a damaged
/// file is written before the error is returned.
[[nodiscard]] Result<void> dump_bytes(Sink& sink, std::span<const std::byte> bytes,
                                      const DumpSettings& settings);

/// Writes a value, with keys in order if that is wanted, and a line break.
[[nodiscard]] Result<void> dump_value(Sink& sink, Value value, const DumpSettings& settings);

/// Writes a value and a line break. `indent`: spaces per level of JSON, 0 for a single line.
[[nodiscard]] Result<void> dump_value(Sink& sink, const Value& value, DumpFormat format,
                                      const Limits& limits, const TreeStyle& style = {},
                                      unsigned indent = 0);

}  // namespace souris::cli

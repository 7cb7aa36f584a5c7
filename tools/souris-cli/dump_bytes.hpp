// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

namespace souris::cli {

enum class DumpFormat : std::uint8_t { tree, tagged, json };

struct DumpSettings {
    DumpFormat format = DumpFormat::tree;
    /// One value's bytes without a store, in `layout`.
    bool is_bare = false;
    Layout layout = Layout::v2;
    Limits limits;
};

/// Writes what is in a file of these bytes. Nothing of it can command a terminal.
[[nodiscard]] Result<void> dump_bytes(Sink& sink, std::span<const std::byte> bytes,
                                      const DumpSettings& settings);

/// Prints a value, a line break behind it.
[[nodiscard]] Result<void> dump_value(Sink& sink, const Value& value, DumpFormat format,
                                      const Limits& limits);

}  // namespace souris::cli

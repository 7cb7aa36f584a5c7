// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// What follows a raw value.
enum class RawEnd : std::uint8_t {
    line_break,  ///< Not after a binary value.
    nul,         ///< After any value, none of which may contain one.
};

/// Writes a value for scripts: text without quotes and escapes, binary values as their bytes, other
/// scalars as in the tree, arrays and maps as tagged JSON (`indent`: spaces per level, 0 for a
/// single line). If the output goes to a terminal, anything that could command it is escaped.
/// Errors: those of `write_json`; `unrepresentable` for a NUL in a value that one is to follow.
[[nodiscard]] Result<void> write_raw(Sink& sink, const Value& value, const Limits& limits,
                                     bool goes_to_terminal, RawEnd end = RawEnd::line_break,
                                     unsigned indent = 0);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// Writes a value for scripts: text without quotes and escapes, binary values as their bytes, other
/// scalars as in the tree, arrays and maps as tagged JSON (`indent`: spaces per level, 0 for a
/// single line). A line break follows everything except binary values. If the output goes to a
/// terminal, anything that could command it is escaped.
[[nodiscard]] Result<void> write_raw(Sink& sink, const Value& value, const Limits& limits,
                                     bool goes_to_terminal, unsigned indent = 0);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// Writes a value for scripts: text as it is, without quotes and escapes, and binary bytes as they
/// are; of other scalars what the tree shows; of arrays and maps tagged JSON. Behind all but binary
/// bytes stands a line break. What goes to a terminal is escaped where it would command it.
[[nodiscard]] Result<void> write_raw(Sink& sink, const Value& value, const Limits& limits,
                                     bool goes_to_terminal);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <souris/sink.hpp>

// JSON may go to a terminal, so what `commands_a_terminal` is escaped in it. RFC 8259 itself
// forbids the first 32 alone.

namespace souris::inline v0::detail {

/// Writes text, which must be UTF-8, between quotes. `ascii`: everything else is escaped, too.
void write_json_string(Sink& sink, std::string_view text, bool ascii);

/// The same with only what RFC 8259 demands escaped: not for a terminal.
void write_shortest_json_string(Sink& sink, std::string_view text);

/// Writes a JSON document on one line: the same characters are escaped in its strings, and its
/// line breaks and tabs, which can only stand between tokens, and white space around it are left
/// away. It must be JSON.
void write_json_inline(Sink& sink, std::string_view json, bool ascii);

}  // namespace souris::inline v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <souris/sink.hpp>

// JSON may go to a terminal, so characters that `commands_a_terminal` are escaped in it. RFC 8259
// itself forbids only the first 32.

namespace souris { inline namespace v0 { namespace detail {

/// Writes text, which must be UTF-8, in quotes. `ascii`: also escapes everything that is not ASCII.
void write_json_string(Sink& sink, std::string_view text, bool ascii);

/// The same, but escapes only what RFC 8259 requires: not for a terminal.
void write_shortest_json_string(Sink& sink, std::string_view text);

/// Writes a JSON document on one line. Escapes the same characters in its strings, and leaves out
/// line breaks and tabs, which can occur only between tokens, and white space around the document.
/// Precondition: `json` is valid JSON.
void write_json_inline(Sink& sink, std::string_view json, bool ascii);

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <souris/sink.hpp>
#include <souris/value.hpp>

// Pages that need nothing but themselves: `annotate_page.html` and `stat_page.html`, with data in
// scripts that are none. Nothing in the data can leave its script.

namespace souris::cli {

/// The pages' text, as the build put it into the program.
extern const std::string_view annotate_page;
/// @copydoc annotate_page
extern const std::string_view stat_page;

/// Writes the part of `page` before the data, or the one behind.
void write_page_begin(Sink& sink, std::string_view page);
/// @copydoc write_page_begin
void write_page_end(Sink& sink, std::string_view page);

/// Writes the beginning of a script that holds data under the name `id`, or the end.
void begin_data(Sink& sink, std::string_view id);
/// @copydoc begin_data
void end_data(Sink& sink);

/// Writes text in which `\\` and `\u003c` are to be read as a backslash and `<`, as JSON and
/// escaped text are.
void write_data(Sink& sink, std::string_view text);

/// Writes the whole script: an object as JSON.
void write_object(Sink& sink, std::string_view id, Map object);

/// Writes the whole script: bytes as base64.
void write_bytes(Sink& sink, std::string_view id, std::span<const std::byte> bytes);

}  // namespace souris::cli

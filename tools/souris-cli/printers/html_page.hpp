// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <souris/sink.hpp>
#include <souris/value.hpp>

// Self-contained HTML pages: `annotate_page.html` and `stat_page.html`. Their data is in script
// elements that are not executed, and is escaped so that it cannot end them.

namespace souris::cli {

/// The text of the pages, embedded by the build.
extern const std::string_view annotate_page;
/// @copydoc annotate_page
extern const std::string_view stat_page;

/// Writes the part of `page` before the data, or the part after it.
void write_page_begin(Sink& sink, std::string_view page);
/// @copydoc write_page_begin
void write_page_end(Sink& sink, std::string_view page);

/// Writes the beginning or the end of the data script `id`.
void begin_data(Sink& sink, std::string_view id);
/// @copydoc begin_data
void end_data(Sink& sink);

/// Writes text whose reader decodes `\\` and `\u003c`, as in JSON and in escaped text.
void write_data(Sink& sink, std::string_view text);

/// Writes a data script that contains an object as JSON.
void write_object(Sink& sink, std::string_view id, Map object);

/// Writes a data script that contains bytes as base64.
void write_bytes(Sink& sink, std::string_view id, std::span<const std::byte> bytes);

}  // namespace souris::cli

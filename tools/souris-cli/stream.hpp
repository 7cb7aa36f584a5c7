// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

// Where a command's bytes come from and go to. The path `-` is standard input or output.

namespace souris::cli {

/// Everything in the file at `path`.
[[nodiscard]] Result<Bytes> read_input(const std::string& path, const Limits& limits);

/// Makes `bytes` the content of the file at `path`.
[[nodiscard]] Result<void> write_output(const std::string& path, std::span<const std::byte> bytes);

/// Writes a report to standard output, or to standard error if that is where `file` went.
[[nodiscard]] Result<void> write_beside(const std::string& file, std::string_view report);

/// A sink that goes to standard output, to be ended by `finish`.
[[nodiscard]] Sink standard_output();

inline void write_text(Sink& sink, std::string_view text) {
    sink.write_bytes(as_byte_span(text));
}

/// What `path` is called in a message.
[[nodiscard]] std::string input_name(const std::string& path);
/// @copydoc input_name
[[nodiscard]] std::string output_name(const std::string& path);

}  // namespace souris::cli

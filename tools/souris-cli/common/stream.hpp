// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

// Where a command's bytes come from and go to: regular files, pipes, devices, and what the process
// has open already. The path `-` is standard input or output.

namespace souris::cli {

/// What of the process's own open files a path reads: `-`, or what leads to `/dev/stdin`,
/// `/dev/fd/3` and their like. Nothing if it is to be opened.
[[nodiscard]] std::optional<int> input_descriptor(const std::string& path);

/// Whether two of the paths read one file that the process has open: to the second, nothing is
/// left.
[[nodiscard]] bool read_the_same(const std::vector<std::string>& paths);

/// Whether a path is, or would be made, a regular file, which can be replaced by what comes of it.
[[nodiscard]] bool is_replaceable(const std::string& path);

/// Everything in the file at `path`, which may be a pipe or a device; of one that never ends,
/// `limit_exceeded`.
[[nodiscard]] Result<Bytes> read_input(const std::string& path, const Limits& limits);

/// Makes `bytes` the content of the file at `path`; a pipe or device is written to. A terminal gets
/// text alone.
[[nodiscard]] Result<void> write_output(const std::string& path, std::span<const std::byte> bytes);

/// Writes text for people or programs, colours and all, to standard output.
[[nodiscard]] Result<void> write_report(std::string_view report);

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

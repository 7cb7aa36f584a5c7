// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <fstream>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

#include "common/system_file.hpp"

// Input and output of commands: regular files, pipes, devices and inherited descriptors. The path
// `-` is standard input or output.

namespace souris::cli {

/// The open descriptor that a path reads from: `-`, or a path that leads to `/dev/stdin`,
/// `/dev/fd/3` and the like. Empty if the path has to be opened.
[[nodiscard]] std::optional<int> input_descriptor(const std::string& path);

/// Whether two of the paths read the same open descriptor, which leaves nothing for the second.
[[nodiscard]] bool read_the_same(const std::vector<std::string>& paths);

/// Whether the path is a regular file or would become one, so that its content can be replaced.
[[nodiscard]] bool is_replaceable(const std::string& path);

/// The whole content of the file at `path`, which may be a pipe or a device. Endless input fails
/// with `limit_exceeded`.
[[nodiscard]] Result<Bytes> read_input(const std::string& path, const Limits& limits);

/// A file, a pipe or a device that is read piece by piece, as its bytes come.
class PiecewiseInput {
  public:
    /// Errors: `io_error`.
    [[nodiscard]] static Result<PiecewiseInput> open(const std::string& path);

    /// For `read_value` of a `ValueScanner`. Errors: `io_error`.
    [[nodiscard]] Result<std::size_t> read(std::span<std::byte> room);

  private:
    PiecewiseInput() = default;

    /// The file that is read, unless `descriptor_` is another's.
    std::optional<SpecialFile> special_;
    std::ifstream regular_;
    std::optional<int> descriptor_;
};

/// Replaces the content of the file at `path`, or writes to a pipe or device. Refuses to write
/// anything but text to a terminal.
[[nodiscard]] Result<void> write_output(const std::string& path, std::span<const std::byte> bytes);

/// Writes a report to standard output, colours included.
[[nodiscard]] Result<void> write_report(std::string_view report);

/// Writes a report to standard output, or to standard error if the data in `file` went to standard
/// output.
[[nodiscard]] Result<void> write_beside(const std::string& file, std::string_view report);

/// A sink for reports on standard output. The caller must call `finish`.
[[nodiscard]] Sink standard_output();

/// The same for data, which is refused, unless it is text, if standard output is a terminal.
[[nodiscard]] Sink data_output();

inline void write_text(Sink& sink, std::string_view text) {
    sink.write_bytes(as_byte_span(text));
}

/// The name of `path` in messages.
[[nodiscard]] std::string input_name(const std::string& path);
/// @copydoc input_name
[[nodiscard]] std::string output_name(const std::string& path);

}  // namespace souris::cli

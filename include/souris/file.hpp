// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <souris/result.hpp>
#include <souris/sink.hpp>

/// @file
/// Whole files in and out. Knows no format. A `std::filesystem::path` is a path, too: it becomes a
/// string by itself.

namespace souris {

/// The content of a regular file, read to its end.
///
/// Errors: `not_regular_file` for a directory, device, pipe or socket; `io_error` with the
/// system's reason; `limit_exceeded` beyond `max_size` bytes; `out_of_memory`.
[[nodiscard]] Result<Bytes> read_file(const std::string& path, std::uint64_t max_size);

/// The same from a file descriptor, which may be a pipe, from where it stands to its end. Does not
/// close it.
[[nodiscard]] Result<Bytes> read_descriptor(int descriptor, std::uint64_t max_size);

/// How to replace a file.
struct WriteFileOptions {
    /// Wait until the content and the name have reached the disk, so that after success the new
    /// content survives a power cut.
    bool durable = true;
};

/// Makes `bytes` the content of the file: other programs and a crash at any moment see the old
/// content or the new, never a part. Follows symbolic links; keeps the mode and, where permitted,
/// the owner of a file that is replaced.
///
/// On failure the file is as it was and nothing is left behind, but for `durability_unknown`: then
/// the new content is visible and may not survive a power cut. Other errors: `not_regular_file`;
/// `io_error` with the system's reason.
[[nodiscard]] Result<void> write_file(const std::string& path, std::span<const std::byte> bytes,
                                      const WriteFileOptions& options = {});

}  // namespace souris

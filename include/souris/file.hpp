// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <souris/config.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

/// @file
/// Whole files in and out. Knows no format. A `std::filesystem::path` is a path, too: it becomes a
/// string by itself. On Windows it does not; a path is text in UTF-8 there, and what is said here
/// of modes, links and syncing is as docs/files.md says.

namespace souris::inline v0 {

/// The content of a regular file, read to its end.
///
/// Errors: `not_regular_file` for a directory, device, pipe or socket; `io_error` with the
/// system's reason; `limit_exceeded` beyond `max_size` bytes; `out_of_memory`.
[[nodiscard]] SOURIS_EXPORT Result<Bytes> read_file(const std::string& path,
                                                    std::uint64_t max_size);

/// The same from a file descriptor, which may be a pipe, from where it stands to its end. Does not
/// close it.
[[nodiscard]] SOURIS_EXPORT Result<Bytes> read_descriptor(int descriptor, std::uint64_t max_size);

/// How to replace a file.
struct WriteFileOptions {
    /// Wait until the content and the name have reached the disk, so that after success the new
    /// content survives a power cut, and until then the old content or the new does.
    ///
    /// Without it the file is still replaced at one moment for all that read it, also if this
    /// process is killed. A power cut soon after may leave the old content, the new, or ruins.
    bool durable = true;
};

/// Makes `bytes` the content of the file: other programs and a crash at any moment see the old
/// content or the new, never a part; a power cut too, if `durable`. Follows symbolic links, at most
/// five at the path's end, and no stranger's in a directory where others may make links. Several
/// writers at once do not disturb each other: the last one's content stays (`FileLock` is for those
/// who change a file).
///
/// The file is another one than before, of the same name: what else is a name of the old one (a
/// hard link) stays with that. It has the mode, also 0444, the access control list, the extended
/// attributes and, where permitted, the owner and group of the old one; where something of that
/// cannot be kept, nobody may do more than before. What belongs to the old content is not kept:
/// set-ID bits, capabilities. The directory must be one in which this process may make and remove
/// files; it need not be readable.
///
/// On failure the file is as it was and nothing is left behind, but for `durability_unknown`: then
/// the new content is visible and may not survive a power cut. That is also the answer of a file
/// system that cannot sync directories (the reason is then `Invalid argument`): nothing more can be
/// done there, and who accepts that takes the error for success. Other errors: `not_regular_file`;
/// `io_error` with the step that failed and the system's reason; `out_of_memory`.
///
/// A process that is killed leaves its temporary file, `.souris-` and 16 hexadecimal digits and
/// `.tmp`, in the directory of the file. Nothing looks for such files: no writer can know whether
/// another is still at work. They disturb no later write, and may be removed when none is running.
[[nodiscard]] SOURIS_EXPORT Result<void> write_file(const std::string& path,
                                                    std::span<const std::byte> bytes,
                                                    const WriteFileOptions& options = {});

}  // namespace souris::inline v0

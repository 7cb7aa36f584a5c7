// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <sys/stat.h>

#include <souris/result.hpp>

#include "file/owned_descriptor.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// The place of a file: its directory, and its name there.
struct Place {
    Descriptor directory;
    /// Whether the directory is open for reading; else it can be neither synced nor locked.
    bool is_readable = true;
    std::string name;
    /// The status of the file there, if there is one.
    std::optional<struct stat> status;
};

/// Whether both belong to the same file, by whatever names.
[[nodiscard]] inline bool is_same_file(const struct stat& a, const struct stat& b) noexcept {
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// Opens the directory of the file that `path` names. Follows symbolic links: 5 at the end of the
/// path, 40 on the way, and in a directory where others may create links only trusted ones. Errors:
/// `not_regular_file` if there is something else; `io_error`.
[[nodiscard]] Result<Place> find_place(const std::filesystem::path& path);

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <sys/stat.h>

#include <souris/result.hpp>

#include "file/descriptor.hpp"

namespace souris::inline v0::detail {

/// Where a file is: the directory, and the name in it.
struct Place {
    Descriptor directory;
    /// Whether it may be read: else it can be neither synced nor locked.
    bool is_readable = true;
    std::string name;
    /// Of the file that is there, if there is one.
    std::optional<struct stat> status;
};

/// Whether both are of one file, by whatever names.
[[nodiscard]] inline bool is_same_file(const struct stat& a, const struct stat& b) noexcept {
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// Opens the directory that holds what `path` names, through symbolic links: 5 at its end, 40 on
/// the way, and no stranger's where others may make links. Errors: `not_regular_file` if anything
/// else is there; `io_error`.
[[nodiscard]] Result<Place> find_place(const std::filesystem::path& path);

}  // namespace souris::inline v0::detail

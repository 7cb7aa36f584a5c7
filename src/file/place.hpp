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
    std::string name;
    /// Of the file that is there, if there is one.
    std::optional<struct stat> status;
};

/// Opens the directory that holds what `path` names, through symbolic links, at most 5.
/// Errors: `not_regular_file` if anything else is there; `io_error`.
[[nodiscard]] Result<Place> find_place(std::filesystem::path path);

}  // namespace souris::inline v0::detail

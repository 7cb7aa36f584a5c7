// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <windows.h>

#include <souris/result.hpp>

namespace souris::inline v0::detail {

/// What tells one file from another, and from itself after it was written to. The number alone does
/// not do: some file systems give that of a file that is gone to the next one.
struct FileIdentity {
    std::uint64_t volume = 0;
    std::uint64_t number = 0;
    std::uint64_t written = 0;
    std::uint64_t size = 0;

    friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

struct FoundFile {
    FileIdentity identity;
    DWORD attributes = 0;
};

/// Where a file is, with no link left on the way.
struct Place {
    /// Absolute, in a form that has no limit of length: `\\?\C:\...`.
    std::wstring directory;
    std::wstring name;
    /// Of the file that is there, if there is one.
    std::optional<FoundFile> file;

    [[nodiscard]] std::wstring path() const { return directory + L'\\' + name; }
};

/// A path as Windows takes it, whatever its length. Nothing if it is no UTF-8, or has a null.
[[nodiscard]] std::optional<std::wstring> system_path(const std::string& path);

/// What is told of an open file. Errors: `not_regular_file`; `io_error`.
[[nodiscard]] Result<FoundFile> examine(HANDLE file);

/// Finds the directory that holds what `path` names, through links. Errors: `not_regular_file` if
/// anything else is there; `io_error`, also for a link that leads nowhere.
[[nodiscard]] Result<Place> find_place(const std::string& path);

}  // namespace souris::inline v0::detail

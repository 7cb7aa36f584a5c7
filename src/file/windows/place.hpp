// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <windows.h>

#include <souris/result.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Distinguishes a file from others, and from itself before it was written to. The number alone
/// does not suffice: some file systems reuse the number of a deleted file for the next one.
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

/// The place of a file, with all links resolved.
struct Place {
    /// Absolute, in the form without a length limit: `\\?\C:\...`.
    std::wstring directory;
    std::wstring name;
    /// The file there, if there is one.
    std::optional<FoundFile> file;

    [[nodiscard]] std::wstring path() const { return directory + L'\\' + name; }
};

/// A path in the form for Windows, of any length. Nothing if it is not UTF-8, or has a null.
[[nodiscard]] std::optional<std::wstring> system_path(const std::string& path);

/// The properties of an open file. Errors: `not_regular_file`; `io_error`.
[[nodiscard]] Result<FoundFile> examine(HANDLE file);

/// Finds the directory of the file that `path` names, through links. Errors: `not_regular_file` if
/// there is something else; `io_error`, also for a dangling link.
[[nodiscard]] Result<Place> find_place(const std::string& path);

}}}  // namespace souris::v0::detail

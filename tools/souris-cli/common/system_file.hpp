// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <souris/result.hpp>

// System-specific operations on files, pipes and devices: posix/ and windows/ each have a source of
// this name.

namespace souris::cli {

/// The open descriptor that a path leads to, if any. It must not be opened again: that would
/// overwrite a log that the shell opened for appending, or restart input at its beginning.
[[nodiscard]] std::optional<int> open_descriptor(const std::string& path);

/// Whether the path exists and is neither a regular file nor a folder.
[[nodiscard]] bool is_special(const std::string& path);

/// Whether the path is a pipe that another user made in a folder writable by everybody, perhaps to
/// intercept data meant for a file.
[[nodiscard]] bool is_planted(const std::string& path);

/// Whether both paths lead to the same regular file.
[[nodiscard]] bool is_same_file(const std::string& input, const std::string& output);

enum class Access : std::uint8_t { reading, writing };

/// A pipe or device opened by its path.
class SpecialFile {
  public:
    /// Errors: `io_error`; `not_regular_file` if a regular file has taken its place since it was
    /// checked, which must not be overwritten.
    [[nodiscard]] static Result<SpecialFile> open(const std::string& path, Access access);

    SpecialFile(SpecialFile&& other) noexcept;
    SpecialFile& operator=(SpecialFile&&) = delete;
    SpecialFile(const SpecialFile&) = delete;
    SpecialFile& operator=(const SpecialFile&) = delete;
    ~SpecialFile();

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

  private:
    explicit SpecialFile(int descriptor) noexcept : descriptor_(descriptor) {}

    int descriptor_;
};

/// Creates an empty file in the temporary folder that only this user can read, and returns its
/// path. Errors: `io_error`.
[[nodiscard]] Result<std::string> make_temporary_file(std::string_view ending);

void remove_file(const std::string& path) noexcept;

/// Runs an editor, given as a shell command, on a file and waits for it. Errors: `io_error`, also
/// if the editor exits with a failure.
[[nodiscard]] Result<void> run_editor(const std::string& editor, const std::string& path);

}  // namespace souris::cli

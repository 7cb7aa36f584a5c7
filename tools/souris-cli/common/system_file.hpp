// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <souris/result.hpp>

// What of files, pipes and devices each system does in its own way: posix/ and windows/ each have a
// source of this name.

namespace souris::cli {

/// The number of the open file that a path leads to. It is not to be opened anew: a log behind `>>`
/// would be written over, a file would be read from its beginning again.
[[nodiscard]] std::optional<int> open_descriptor(const std::string& path);

/// Whether something is there that is neither a regular file nor a folder.
[[nodiscard]] bool is_special(const std::string& path);

/// Whether a pipe was made by a stranger where everybody may make files: to be told what is meant
/// for a file.
[[nodiscard]] bool is_planted(const std::string& path);

/// Whether `output` is a regular file and `input` the same one, by whatever names.
[[nodiscard]] bool is_same_file(const std::string& input, const std::string& output);

/// Errors: `io_error`.
[[nodiscard]] Result<void> write_all(int descriptor, std::span<const std::byte> bytes);

enum class Access : std::uint8_t { reading, writing };

/// A pipe or device that a path names, open.
class SpecialFile {
  public:
    /// Errors: `io_error`; `not_regular_file` if it has become a regular file since it was looked
    /// at, which is not to be written over.
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

/// Makes an empty file that nobody else can read, where the user wants such files. Returns its
/// path. Errors: `io_error`.
[[nodiscard]] Result<std::string> make_temporary_file(std::string_view ending);

void remove_file(const std::string& path) noexcept;

/// Runs an editor, a command of the shell, on a file and waits for its end. Errors: `io_error`,
/// also if the editor says that it failed.
[[nodiscard]] Result<void> run_editor(const std::string& editor, const std::string& path);

}  // namespace souris::cli

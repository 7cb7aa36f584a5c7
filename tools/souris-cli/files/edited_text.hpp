// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <souris/limits.hpp>
#include <souris/result.hpp>

namespace souris::cli {

/// Text for an editor, in a temporary file that other users cannot read. The file is deleted only
/// by `remove`.
class EditedText {
  public:
    /// Creates the file in TMPDIR or /tmp; on Windows, in TMP. Errors: `io_error`.
    [[nodiscard]] static Result<EditedText> make(std::string_view text);

    /// Runs an editor, given as a shell command, and waits for it. Errors: `io_error`, also if the
    /// editor exits with a failure.
    [[nodiscard]] Result<void> edit(const std::string& editor) const;

    /// The content of the file.
    [[nodiscard]] Result<std::string> read(const Limits& limits) const;

    /// Replaces the content of the file. Errors: `io_error`.
    [[nodiscard]] Result<void> write(std::string_view text) const;

    void remove() const noexcept;

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

  private:
    explicit EditedText(std::string path) : path_(std::move(path)) {}

    std::string path_;
};

}  // namespace souris::cli

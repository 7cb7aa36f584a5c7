// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <souris/limits.hpp>
#include <souris/result.hpp>

namespace souris::cli {

/// Text in a temporary file of which nobody else can see anything, for an editor. The file stays
/// unless it is removed.
class EditedText {
  public:
    /// Makes the file, where TMPDIR says or in /tmp; on Windows, where TMP does. Errors:
    /// `io_error`.
    [[nodiscard]] static Result<EditedText> make(std::string_view text);

    /// Runs an editor, a command of the shell, and waits for its end. Errors: `io_error`, also if
    /// the editor says that it failed.
    [[nodiscard]] Result<void> edit(const std::string& editor) const;

    /// What is in the file.
    [[nodiscard]] Result<std::string> read(const Limits& limits) const;

    void remove() const noexcept;

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

  private:
    explicit EditedText(std::string path) : path_(std::move(path)) {}

    std::string path_;
};

}  // namespace souris::cli

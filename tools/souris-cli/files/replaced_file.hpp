// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <souris/file_lock.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "options/command.hpp"

// Files that a command reads and then replaces, which several commands may do at once.

namespace souris::cli {

/// What the options say of locks.
struct LockOptions {
    /// Seconds; nothing, as long as it takes.
    std::optional<std::uint64_t> longest_wait;
    bool goes_without = false;
};

/// `--lock-timeout` and `--no-lock`.
[[nodiscard]] Parameters lock_options(LockOptions& options);

/// What a command reads and what it writes. If that is one file, it is locked from before it is
/// read until after it is written, so that no change of another command is lost.
class ReplacedFile {
  public:
    /// Waits for the lock, if there is need of one. Errors: those of `FileLock::take`.
    [[nodiscard]] static Result<ReplacedFile> open(const std::string& input,
                                                   const std::string& output,
                                                   const LockOptions& options);

    /// Whether what is read is what is replaced, by whatever names.
    [[nodiscard]] bool is_in_place() const noexcept { return is_in_place_; }

    /// `read_input`.
    [[nodiscard]] Result<Bytes> read(const Limits& limits) const;

    /// `write_output`. Errors: those of `FileLock::write`, too.
    [[nodiscard]] Result<void> write(std::span<const std::byte> bytes);

  private:
    ReplacedFile(std::string input, std::string output);

    std::string input_;
    std::string output_;
    bool is_in_place_;
    std::optional<FileLock> lock_;
};

}  // namespace souris::cli

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

// Files that a command reads and replaces, possibly while other commands do the same.

namespace souris::cli {

/// The lock options.
struct LockOptions {
    /// Seconds; empty to wait forever.
    std::optional<std::uint64_t> longest_wait;
    bool goes_without = false;
};

/// `--lock-timeout` and `--no-lock`.
[[nodiscard]] Parameters lock_options(LockOptions& options);

/// The input and output of a command. If both are the same file, it is locked from before it is
/// read until it has been written, so that changes by other commands are not lost.
class ReplacedFile {
  public:
    /// Waits for the lock if one is needed. Errors: those of `FileLock::take`.
    [[nodiscard]] static Result<ReplacedFile> open(const std::string& input,
                                                   const std::string& output,
                                                   const LockOptions& options);

    /// Whether input and output are the same file, even under different names.
    [[nodiscard]] bool is_in_place() const noexcept { return is_in_place_; }

    /// `read_input`.
    [[nodiscard]] Result<Bytes> read(const Limits& limits) const;

    /// `write_output`, or `FileLock::write` with its errors.
    [[nodiscard]] Result<void> write(std::span<const std::byte> bytes);

  private:
    ReplacedFile(std::string input, std::string output);

    std::string input_;
    std::string output_;
    bool is_in_place_;
    std::optional<FileLock> lock_;
};

}  // namespace souris::cli

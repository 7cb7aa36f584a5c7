// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include <souris/value.hpp>

#include "files/replaced_file.hpp"
#include "options/command.hpp"
#include "options/limit_options.hpp"
#include "options/packing.hpp"

// Shared by the commands that change a file.

namespace souris::cli {

struct ChangeOptions {
    /// The file to change.
    std::string file;
    /// Destination of the result; empty to replace the file.
    std::string into;
    Packing packing;
    LockOptions locking;
    LimitOptions limits;
};

/// `-o`, `--profile`, `--extended`, the lock options and the limits.
[[nodiscard]] Parameters change_options(ChangeOptions& options);

/// The argument FILE of such a command.
[[nodiscard]] Parameter changed_file_argument(ChangeOptions& options);

/// Changes a value, or reports why not and returns the exit status.
using Edit = std::function<std::optional<ExitStatus>(Value& value)>;

/// How long the file is locked against other commands.
enum class Locked : std::uint8_t {
    from_reading_on,
    /// Only while writing, because an interactive edit takes long. A change made by others in the
    /// meantime is an error and is not overwritten.
    while_writing,
};

/// Reads the file, applies the edit, and writes the result in the form of the file: the same
/// layout, with a checksum if there was one. Writes nothing if the value is unchanged. Concurrent
/// changes by other commands are not lost.
[[nodiscard]] ExitStatus change_file(ChangeOptions& options, const Edit& edit,
                                     Locked locked = Locked::from_reading_on);

}  // namespace souris::cli

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

// What the commands share that change a file.

namespace souris::cli {

struct ChangeOptions {
    /// The file to be changed.
    std::string file;
    /// Where what comes of it goes instead.
    std::string into;
    Packing packing;
    LockOptions locking;
    LimitOptions limits;
};

/// `-o`, `--profile`, `--extended`, those of locks and the limits.
[[nodiscard]] Parameters change_options(ChangeOptions& options);

/// The argument FILE of such a command.
[[nodiscard]] Parameter changed_file_argument(ChangeOptions& options);

/// Changes a value, or says why not and returns the exit status.
using Edit = std::function<std::optional<ExitStatus>(Value& value)>;

/// How long others have to wait that change the file.
enum class Locked : std::uint8_t {
    from_reading_on,
    /// Only for writing: a person's work comes before it. What was changed meanwhile is not
    /// overwritten, but an error.
    while_writing,
};

/// Reads the file, has it changed, and writes it in its own form: the same layout, a checksum if
/// there was one. What is equal to what was there is not written again. No change that another
/// command makes at the same time is lost.
[[nodiscard]] ExitStatus change_file(ChangeOptions& options, const Edit& edit,
                                     Locked locked = Locked::from_reading_on);

}  // namespace souris::cli

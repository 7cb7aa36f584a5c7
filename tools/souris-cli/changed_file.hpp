// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>

#include <souris/value.hpp>

#include "command.hpp"
#include "limit_options.hpp"
#include "packing.hpp"

// What the commands share that change a file.

namespace souris::cli {

struct ChangeOptions {
    /// The file to be changed.
    std::string file;
    /// Where what comes of it goes instead.
    std::string into;
    Packing packing;
    LimitOptions limits;
};

/// `-o`, `--profile`, `--extended` and the limits.
[[nodiscard]] Parameters change_options(ChangeOptions& options);

/// The argument FILE of such a command.
[[nodiscard]] Parameter changed_file_argument(ChangeOptions& options);

/// Changes a value, or says why not and returns the exit status.
using Edit = std::function<std::optional<ExitStatus>(Value& value)>;

/// Reads the file, has it changed, and writes it in its own form: the same layout, a checksum if
/// there was one. What is equal to what was there is not written again.
[[nodiscard]] ExitStatus change_file(ChangeOptions& options, const Edit& edit);

}  // namespace souris::cli

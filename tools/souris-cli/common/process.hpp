// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

// What the process has of the system: its arguments, its environment, where its output goes. posix/
// and windows/ each have a source of this name.

namespace souris::cli {

/// The arguments of `main` in UTF-8. Makes of the standard streams what this program takes them
/// for: bytes, which on a terminal are UTF-8.
[[nodiscard]] std::vector<std::string> begin_process(int argc, char** argv);

/// The value of an environment variable; nothing if it is not set, or empty.
[[nodiscard]] std::string environment(const char* name);

[[nodiscard]] bool is_terminal(int descriptor) noexcept;

[[nodiscard]] bool is_pipe(int descriptor) noexcept;

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

// Arguments, environment and standard streams of the process. posix/ and windows/ each have a
// source of this name.

namespace souris::cli {

/// The arguments of `main` in UTF-8. Also makes the standard streams binary, and consoles UTF-8.
[[nodiscard]] std::vector<std::string> begin_process(int argc, char** argv);

/// The value of an environment variable; empty if it is unset.
[[nodiscard]] std::string environment(const char* name);

[[nodiscard]] bool is_terminal(int descriptor) noexcept;

[[nodiscard]] bool is_pipe(int descriptor) noexcept;

}  // namespace souris::cli

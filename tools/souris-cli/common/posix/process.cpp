// SPDX-License-Identifier: MIT
#include "common/process.hpp"

#include <csignal>
#include <cstdlib>

#include <sys/stat.h>
#include <unistd.h>

namespace souris::cli {

std::vector<std::string> begin_process(int argc, char** argv) {
    // The parent process may have set SIGPIPE to be ignored.
    std::signal(SIGPIPE, SIG_DFL);
    return {argv, argv + argc};
}

std::string environment(const char* name) {
    const char* const value = std::getenv(name);
    return value != nullptr ? value : "";
}

bool is_terminal(int descriptor) noexcept {
    return ::isatty(descriptor) == 1;
}

bool is_pipe(int descriptor) noexcept {
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 && S_ISFIFO(status.st_mode);
}

}  // namespace souris::cli

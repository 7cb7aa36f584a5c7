// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "common/system_file.hpp"

namespace souris::test {

/// A temporary file, deleted at the end of the scope.
struct TemporaryFile {
    TemporaryFile() : path(cli::make_temporary_file(".txt").value()) {}
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { cli::remove_file(path); }

    std::string path;
};

}  // namespace souris::test

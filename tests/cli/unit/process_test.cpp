// SPDX-License-Identifier: MIT
#include "common/process.hpp"

#include <cstdio>

#include <doctest/doctest.h>

namespace cli = souris::cli;

TEST_CASE("a variable that is not set reads as empty") {
    CHECK_FALSE(cli::environment("PATH").empty());
    CHECK(cli::environment("SOURIS_NO_SUCH_VARIABLE").empty());
}

TEST_CASE("a file is neither a terminal nor a pipe") {
    std::FILE* const file = std::tmpfile();
    REQUIRE(file != nullptr);
    CHECK_FALSE(cli::is_terminal(fileno(file)));
    CHECK_FALSE(cli::is_pipe(fileno(file)));
    std::fclose(file);
}

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include <doctest/doctest.h>
#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

/// The text that `run` returns when called in a child process. For changes that cannot be undone,
/// such as of the user or of resource limits. `run` must not use doctest.
template <class Run>
[[nodiscard]] std::string in_child(Run run) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const std::string said = run();
        const bool written = ::write(ends[1], said.data(), said.size()) >= 0;
        ::_exit(written ? 0 : 1);
    }
    ::close(ends[1]);
    std::string said;
    char buffer[256];
    ssize_t count = 0;
    while ((count = ::read(ends[0], buffer, sizeof buffer)) > 0) {
        said.append(buffer, static_cast<std::size_t>(count));
    }
    ::close(ends[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    return said;
}

inline constexpr uid_t unprivileged = 65534;

/// The same as an unprivileged user. Only the superuser can change the user.
template <class Run>
[[nodiscard]] std::string in_unprivileged_child(Run run) {
    return in_child([run = std::move(run)]() -> std::string {
        if (::setgroups(0, nullptr) != 0 || ::setgid(unprivileged) != 0 ||
            ::setuid(unprivileged) != 0) {
            return "cannot change user";
        }
        return run();
    });
}

[[nodiscard]] inline bool is_superuser() {
    return ::geteuid() == 0;
}

// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// The system calls of the library, watched and made to fail.
///
/// system_calls.cpp defines the functions of the C library by which Souris speaks to the kernel
/// (open, write, fsync, ...). The linker prefers an executable's own functions to those of the C
/// library and of the sanitizers, so the library under test runs unchanged and calls these. They
/// pass every call on to the kernel, but for what the `Schedule` of their thread says. fsync and
/// syncfs alone are not passed on under a schedule: they would take time and show nothing.

namespace souris::faults {

/// One call, as it was made.
struct Call {
    /// The function's name, such as "renameat".
    std::string_view name;
    /// The descriptor it was given, or the one of the directory that `path` counts from.
    int descriptor = -1;
    /// Or the name of an attribute.
    std::string path{};
    /// Where `renameat` takes the file.
    std::string target{};
    /// What `open` and `openat` were told.
    int flags = 0;
    /// Of `fchmod` and of a new file.
    unsigned mode = 0;
    /// How many bytes `read` and `write` were to move.
    std::size_t size = 0;
    /// What `write` has written.
    std::string bytes{};
    long result = 0;
    int error = 0;
};

/// What happens at some calls of a schedule.
struct Fault {
    enum class Kind {
        /// The call fails with `error` and does nothing; `close` closes all the same, as on Linux.
        fail,
        /// `read` and `write` move at most `bytes` bytes.
        shorten,
        /// The process is killed, as by kill -9, before the call.
        kill_before,
        /// The process is killed when the call is done.
        kill_after,
        /// The call is done, and then said to have failed, as a network file system may.
        lose_answer,
        /// `run` is called before the call. What it calls is not watched.
        run_before,
    };
    static constexpr std::size_t every = std::numeric_limits<std::size_t>::max();

    Kind kind = Kind::fail;
    /// The first call concerned, counted from 0.
    std::size_t first = 0;
    /// How many calls one after another are concerned.
    std::size_t times = 1;
    int error = 0;
    std::size_t bytes = every;
    std::function<void()> run{};

    [[nodiscard]] bool concerns(std::size_t call) const noexcept {
        return call >= first && call - first < times;
    }
};

/// What a call may fail with.
inline constexpr int errors[] = {EIO, ENOSPC, EINTR, EDQUOT, EACCES, EMFILE};

/// From its construction to its destruction, records the calls of the thread that made it, and has
/// its faults happen. One at a time in a thread.
class Schedule {
  public:
    Schedule() : Schedule(std::vector<Fault>()) {}
    explicit Schedule(std::vector<Fault> faults);
    explicit Schedule(Fault fault) : Schedule(std::vector<Fault>{std::move(fault)}) {}
    Schedule(const Schedule&) = delete;
    Schedule& operator=(const Schedule&) = delete;
    ~Schedule();

    /// All calls so far.
    [[nodiscard]] const std::vector<Call>& calls() const noexcept { return calls_; }

    /// For the functions of system_calls.cpp: makes a call by `forward`, unless a fault says
    /// otherwise, and records it.
    long make(Call call, const std::function<long(std::size_t size)>& forward);

    /// The schedule of this thread, if there is one.
    [[nodiscard]] static Schedule* current() noexcept;

  private:
    std::vector<Fault> faults_;
    std::vector<Call> calls_;
};

/// The names of calls, such as "openat fstatat close", for comparison.
[[nodiscard]] std::string names_of(const std::vector<Call>& calls);

}  // namespace souris::faults

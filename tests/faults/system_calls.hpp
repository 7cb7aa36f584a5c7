// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

/// Records the system calls of the library, and makes them fail.
///
/// system_calls.cpp defines the functions of the C library through which Souris calls the kernel
/// (open, write, fsync, ...). The linker prefers functions of the executable to those of the C
/// library and of the sanitizers, so the library under test runs unchanged and calls these. They
/// pass every call to the kernel unless the `Schedule` of their thread has a fault for it. Under a
/// schedule, fsync, fdatasync and syncfs are not passed on: they would take time and have no
/// visible effect.

namespace souris::faults {

/// A recorded call.
struct Call {
    /// Name of the function, such as "renameat".
    std::string_view name;
    /// The descriptor passed, or that of the directory to which `path` is relative.
    int descriptor = -1;
    /// The path, or the name of an attribute.
    std::string path{};
    /// The new path of `renameat`.
    std::string target{};
    /// The flags of `open` and `openat`.
    int flags = 0;
    /// The mode of `fchmod` and of a new file.
    unsigned mode = 0;
    /// The size passed to `read`, `write`, `pread`, `pwrite` and `ftruncate`.
    std::size_t size = 0;
    /// Where `pread` reads and `pwrite` writes.
    std::size_t offset = 0;
    /// The bytes written by `write` and `pwrite`.
    std::string bytes{};
    long result = 0;
    int error = 0;
};

/// A fault at some calls of a schedule.
struct Fault {
    enum class Kind {
        /// The call fails with `error` and has no effect, except that `close` closes the
        /// descriptor, as on Linux.
        fail,
        /// `read`, `write`, `pread` and `pwrite` transfer at most `bytes` bytes.
        shorten,
        /// The process is killed, as by kill -9, before the call.
        kill_before,
        /// The process is killed after the call.
        kill_after,
        /// The call succeeds but reports a failure, as on a network file system.
        lose_answer,
        /// Calls `run` before the call. Calls made by `run` are not watched.
        run_before,
    };
    static constexpr std::size_t every = std::numeric_limits<std::size_t>::max();

    Kind kind = Kind::fail;
    /// The first call affected, counted from 0.
    std::size_t first = 0;
    /// Number of consecutive calls affected.
    std::size_t times = 1;
    int error = 0;
    std::size_t bytes = every;
    std::function<void()> run{};

    [[nodiscard]] bool concerns(std::size_t call) const noexcept {
        return call >= first && call - first < times;
    }
};

/// Errors that a call may return.
inline constexpr int errors[] = {EIO, ENOSPC, EINTR, EDQUOT, EACCES, EMFILE};

/// During its lifetime, records the system calls of the thread that created it, and applies faults
/// to them. At most one per thread at a time.
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

    /// For system_calls.cpp: makes a call through `forward`, unless a fault replaces it, and
    /// records it.
    long make(Call call, const std::function<long(std::size_t size)>& forward);

    /// The schedule of this thread, or nullptr.
    [[nodiscard]] static Schedule* current() noexcept;

  private:
    std::vector<Fault> faults_;
    std::vector<Call> calls_;
};

/// The names of calls for comparison, such as "openat fstatat close".
[[nodiscard]] std::string names_of(const std::vector<Call>& calls);

/// How often a call fails in a test: once, or from then on. Interrupted calls are repeated without
/// a bound, so no test interrupts a call forever.
[[nodiscard]] inline std::size_t times_of(int error, bool is_once) {
    constexpr std::size_t several = 3;
    if (is_once) return 1;
    return error == EINTR ? several : Fault::every;
}

/// The calls with their results, a line each.
[[nodiscard]] std::string text_of(const std::vector<Call>& calls);

}  // namespace souris::faults

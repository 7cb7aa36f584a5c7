// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace souris::cli {

/// Whether a command writes to standard output while it works.
enum class WhileWorking : std::uint8_t { is_silent, writes };

/// Shows a line with the elapsed seconds on standard error once the work has taken a second. It
/// does so only on a terminal, and not while output goes to a terminal or a pipe. The line is
/// cleared at the end.
class Progress {
  public:
    explicit Progress(std::string what, WhileWorking output = WhileWorking::is_silent);
    ~Progress();

    /// Must be called before output that was not announced to the constructor. Stops the progress
    /// line if that output may be on the screen.
    void before_output();

    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

  private:
    void show();
    void stop();

    std::string what_;
    std::mutex mutex_;
    std::condition_variable done_;
    bool is_done_ = false;
    std::thread thread_;
};

}  // namespace souris::cli

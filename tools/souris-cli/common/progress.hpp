// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace souris::cli {

/// Whether work writes to standard output while it goes on.
enum class WhileWorking : std::uint8_t { is_silent, writes };

/// Says on standard error that work is going on, and for how long, once it has taken a second; only
/// if that is a terminal, and no output goes to one or to a pipe meanwhile. The line is gone when
/// the work is done.
class Progress {
  public:
    explicit Progress(std::string what, WhileWorking output = WhileWorking::is_silent);
    ~Progress();

    /// To be called before output is written that nobody knew of when the work began: says nothing
    /// more if it is watched.
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

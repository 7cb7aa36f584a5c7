// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace souris::cli {

/// Says on standard error that work is going on, and for how long, once it has taken a second; only
/// if that is a terminal. The line is gone when the work is done.
class Progress {
  public:
    explicit Progress(std::string what);
    ~Progress();

    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

  private:
    void show();

    std::string what_;
    std::mutex mutex_;
    std::condition_variable done_;
    bool is_done_ = false;
    std::thread thread_;
};

}  // namespace souris::cli

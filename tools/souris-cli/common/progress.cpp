// SPDX-License-Identifier: MIT
#include "common/progress.hpp"

#include <chrono>
#include <utility>

#include <fmt/core.h>
#include <unistd.h>

#include "common/process.hpp"
#include "common/report.hpp"

namespace souris::cli {

namespace {

/// Whether standard output may be on the screen: a pipe may lead to a pager.
bool is_output_watched() {
    return is_terminal(STDOUT_FILENO) || is_pipe(STDOUT_FILENO);
}

}  // namespace

Progress::Progress(std::string what, WhileWorking output) : what_(printable(what)) {
    if (!is_terminal(STDERR_FILENO)) return;
    if (output == WhileWorking::writes && is_output_watched()) return;
    thread_ = std::thread([this] { show(); });
}

Progress::~Progress() {
    stop();
}

void Progress::before_output() {
    if (thread_.joinable() && is_output_watched()) stop();
}

void Progress::stop() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        is_done_ = true;
    }
    done_.notify_one();
    thread_.join();
}

void Progress::show() {
    using std::chrono::seconds;
    // Back to the beginning of the line, then clear to its end.
    constexpr const char* clear_line = "\r\x1b[K";
    std::unique_lock lock(mutex_);
    int passed = 0;
    while (!done_.wait_for(lock, seconds(1), [this] { return is_done_; }))
        fmt::print(stderr, "{}{}: {} s", clear_line, what_, ++passed);
    if (passed != 0) fmt::print(stderr, "{}", clear_line);
}

}  // namespace souris::cli

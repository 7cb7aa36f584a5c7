// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

namespace souris { inline namespace v0 { namespace detail {

/// The end of waiting, if it has one.
using Deadline = std::optional<std::chrono::steady_clock::time_point>;

/// The pauses between attempts at something that others must release first.
class Pauses {
  public:
    explicit Pauses(const Deadline& deadline) noexcept : deadline_(deadline) {}

    /// Waits, longer each time. False, without waiting, if it is too late for another attempt.
    [[nodiscard]] bool wait() {
        using Clock = std::chrono::steady_clock;
        constexpr std::chrono::milliseconds shortest(1);
        constexpr std::chrono::milliseconds longest(50);
        const Clock::time_point now = Clock::now();
        if (deadline_ && now >= *deadline_) return false;
        const Clock::time_point next = now + pause_;
        const Clock::time_point until = deadline_ ? std::min(next, *deadline_) : next;
        // A system with a clock of milliseconds may wake up early, and would not sleep at all for
        // shorter times.
        for (auto left = until - now; left.count() > 0; left = until - Clock::now())
            std::this_thread::sleep_for(std::max<Clock::duration>(left, shortest));
        pause_ = std::min(2 * pause_, longest);
        return true;
    }

  private:
    Deadline deadline_;
    std::chrono::milliseconds pause_{1};
};

}}}  // namespace souris::v0::detail

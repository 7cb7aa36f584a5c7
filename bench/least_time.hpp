// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>

namespace souris::bench {

/// The least of the times that `run` takes, in seconds.
template <class Run>
double least_time(Run run) {
    constexpr int runs = 7;
    double least = HUGE_VAL;
    for (int i = 0; i < runs; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        run();
        const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
        least = std::min(least, time.count());
    }
    return least;
}

}  // namespace souris::bench

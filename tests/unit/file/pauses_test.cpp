// SPDX-License-Identifier: MIT
#include "file/pauses.hpp"

#include <doctest/doctest.h>

using souris::detail::Pauses;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

TEST_CASE("no pause when it is too late") {
    Pauses pauses(Clock::now() - milliseconds(1));
    CHECK(!pauses.wait());
}

TEST_CASE("pauses last until the deadline") {
    const auto deadline = Clock::now() + milliseconds(20);
    Pauses pauses(deadline);
    int count = 0;
    while (pauses.wait())
        ++count;
    CHECK(Clock::now() >= deadline);
    // Pauses of 1, 2, 4, 8 and the remaining milliseconds; fewer on a busy machine.
    CHECK(count >= 1);
    CHECK(count <= 5);
}

TEST_CASE("without a deadline there is always another") {
    Pauses pauses(std::nullopt);
    const auto begin = Clock::now();
    for (int i = 0; i < 3; ++i)
        CHECK(pauses.wait());
    CHECK(Clock::now() - begin >= milliseconds(1 + 2 + 4));
}

// SPDX-License-Identifier: MIT
#include "base/entropy.hpp"

#include <algorithm>
#include <array>

#include <doctest/doctest.h>

using souris::detail::draw_entropy;

TEST_CASE("all that is asked for is filled, with something else each time") {
    std::array<std::byte, 256> first{};
    std::array<std::byte, 256> second{};
    REQUIRE(draw_entropy(first));
    REQUIRE(draw_entropy(second));
    // The probability of 32 random zeros is negligible.
    for (std::size_t i = 0; i < first.size(); i += 32) {
        const auto* const part = first.data() + i;
        CHECK(std::any_of(part, part + 32, [](std::byte byte) { return byte != std::byte{}; }));
    }
    CHECK(first != second);
}

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace souris::test {

/// Numbers that are hard to predict.
inline std::vector<std::uint32_t> noise_below(std::uint32_t end, std::size_t count,
                                              std::uint32_t state) {
    std::vector<std::uint32_t> numbers;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 1664525 + 1013904223;
        numbers.push_back((state >> 16U) % end);
    }
    return numbers;
}

}  // namespace souris::test

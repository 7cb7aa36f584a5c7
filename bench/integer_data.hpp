// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// @file
/// The numbers that integer codecs are measured on.

namespace souris::bench {

/// One kind of numbers, always the same ones.
struct IntegerData {
    const char* name;
    std::vector<std::uint64_t> values;
};

/// - `small`: 0 to 127, one byte in every codec
/// - `mixed`: all widths of 1 to 64 bits alike
/// - `zipf`: rank r is drawn about 1/r as often as rank 1, up to 2^20: mostly small, a long tail
/// - `full`: 64 random bits
[[nodiscard]] std::span<const IntegerData> integer_data();

}  // namespace souris::bench

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// Test data for integer codecs.

namespace souris::bench {

/// The numbers of one kind, the same in every run.
struct IntegerData {
    const char* name;
    std::vector<std::uint64_t> values;
};

/// - `small`: 0 to 127, one byte in every codec
/// - `mixed`: all widths from 1 to 64 bits equally often
/// - `zipf`: rank r about 1/r as often as rank 1, up to 2^20: mostly small, with a long tail
/// - `full`: 64 random bits
[[nodiscard]] std::span<const IntegerData> integer_data();

}  // namespace souris::bench

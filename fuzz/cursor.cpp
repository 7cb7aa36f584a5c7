// SPDX-License-Identifier: MIT
//
// The input's first byte says how many of the following are a script of reads, which are done on
// the rest by a cursor and by a plain model of one.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "../tests/property/cursor_properties.hpp"
#include "must_hold.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto input = std::span(data, size).subspan(1);
    const std::size_t script_size = std::min<std::size_t>(data[0], input.size());
    // A copy of the exact size, so that a read past its end is seen.
    const std::vector<std::uint8_t> bytes(input.begin() + static_cast<std::ptrdiff_t>(script_size),
                                          input.end());
    const auto script = input.first(script_size);
    SOURIS_MUST_HOLD(souris::properties::cursor_agrees(script, std::as_bytes(std::span(bytes))));
    return 0;
}

// SPDX-License-Identifier: MIT
//
// The first byte of the input is the size of a script of reads. A cursor and a simple model of one
// run the script on the rest of the input.

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
    // A copy of the exact size, so that a sanitizer detects reads past the end.
    const std::vector<std::uint8_t> bytes(input.begin() + static_cast<std::ptrdiff_t>(script_size),
                                          input.end());
    const auto script = input.first(script_size);
    SOURIS_MUST_HOLD(souris::properties::cursor_agrees(script, std::as_bytes(std::span(bytes))));
    return 0;
}

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends a target when a property does not hold.

namespace souris::fuzz {

/// Unless `holds`, prints `property` and aborts.
inline void must_hold(bool holds, const char* property) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", property);
    std::abort();
}

}  // namespace souris::fuzz

/// Calls `must_hold` with a property and its source text.
#define SOURIS_MUST_HOLD(...) souris::fuzz::must_hold((__VA_ARGS__), #__VA_ARGS__)

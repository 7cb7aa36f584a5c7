// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <cstdlib>

/// @file
/// How a target ends where a property does not hold.

namespace souris::fuzz {

/// Prints `property` and aborts, if it does not hold.
inline void must_hold(bool holds, const char* property) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", property);
    std::abort();
}

}  // namespace souris::fuzz

/// Calls `must_hold` with the text of the call that says whether the property holds.
#define SOURIS_MUST_HOLD(...) souris::fuzz::must_hold((__VA_ARGS__), #__VA_ARGS__)

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace souris::test {

// Tests are several times slower with a sanitizer. Tests that are large only to detect quadratic
// time or stack overflows, and tests of many similar inputs, are reduced then; other builds run
// them in full. No kind of input is left out, since memory errors are found only here.
#if defined(__SANITIZE_ADDRESS__)
#define SOURIS_TEST_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SOURIS_TEST_SANITIZED
#endif
#endif

/// Whether this is compiled for AddressSanitizer.
#ifdef SOURIS_TEST_SANITIZED
inline constexpr bool is_sanitized = true;
#else
inline constexpr bool is_sanitized = false;
#endif

/// The step from one of many similar inputs to the next. Not a factor of a power of two, so that
/// every value of every bit is among the inputs.
inline constexpr std::size_t step_over_similar = is_sanitized ? 5 : 1;

}  // namespace souris::test

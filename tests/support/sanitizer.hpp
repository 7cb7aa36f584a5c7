// SPDX-License-Identifier: MIT
#pragma once

namespace souris::test {

// Tests are several times slower with a sanitizer. Tests that are large only to detect quadratic
// time or stack overflows are reduced then; other builds run them in full. No input is left out,
// since memory errors are found only here.
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

}  // namespace souris::test

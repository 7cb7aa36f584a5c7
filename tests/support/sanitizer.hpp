// SPDX-License-Identifier: MIT
#pragma once

namespace souris::test {

// Where memory is watched, everything takes several times as long. Tests that do much only so that
// quadratic time would show, or a stack overflow, do less there: the other builds do all of it.
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

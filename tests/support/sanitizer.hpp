// SPDX-License-Identifier: MIT
#pragma once

namespace souris::test {

// Under a sanitizer everything takes several times as long. A test that does much only so that
// quadratic time or a stack overflow shows does less there; the other builds do all of it. Inputs
// are never left out: memory errors are found here alone.
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

// SPDX-License-Identifier: MIT
#pragma once

/// For the few functions of an inner loop whose variables must not be forced into memory by a call.
/// Stands where an attribute of g++ and clang may, behind a lambda's parameters too. Not where
/// nothing is optimised: all that is inline has room of its own there, so that the function that
/// calls itself for an object inside of an object would take kilobytes of the stack.
#if defined(__OPTIMIZE__)
#define SOURIS_ALWAYS_INLINE __attribute__((always_inline))
#else
#define SOURIS_ALWAYS_INLINE
#endif

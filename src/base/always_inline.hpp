// SPDX-License-Identifier: MIT
#pragma once

/// For the few functions of an inner loop whose variables must not be forced into memory by a call.
/// Stands where an attribute of g++ and clang may, behind a lambda's parameters too.
#define SOURIS_ALWAYS_INLINE __attribute__((always_inline))

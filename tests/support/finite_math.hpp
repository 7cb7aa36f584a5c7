// SPDX-License-Identifier: MIT
#pragma once

namespace souris::test {

/// Whether the compiler may make anything of a NaN that it sees. `-ffast-math` allows this to every
/// compiler. Of those tested, only clang does it, from release 20 on.
#if defined(__clang__) && defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__
inline constexpr bool nan_is_undefined = __clang_major__ >= 20;
#else
inline constexpr bool nan_is_undefined = false;
#endif

}  // namespace souris::test

// SPDX-License-Identifier: MIT
#pragma once

namespace souris::test {

/// Whether the compiler may assume that there is no NaN. `-ffast-math` permits this to every
/// compiler; of those tested, only clang 19 and later do so, 19 only with -O2.
#if defined(__clang__) && defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__
inline constexpr bool nan_is_undefined = __clang_major__ >= 19;
#else
inline constexpr bool nan_is_undefined = false;
#endif

}  // namespace souris::test

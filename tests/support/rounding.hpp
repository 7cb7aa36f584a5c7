// SPDX-License-Identifier: MIT
#pragma once

#include <cfenv>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

#include <doctest/doctest.h>

namespace souris::test {

/// Calls `check` in each rounding mode and, where the processor can be told to, without subnormal
/// numbers, as in a program that is linked with `-ffast-math`.
template <class Check>
void in_every_rounding(Check check) {
    std::fenv_t saved;
    std::fegetenv(&saved);
    for (const int mode : {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO}) {
        CAPTURE(mode);
        std::fesetround(mode);
        check();
        CHECK(std::fegetround() == mode);
        std::fesetenv(&saved);
    }
#if defined(__SSE2__)
    INFO("without subnormal numbers");
    constexpr unsigned subnormals_are_zero = 0x8040;
    _mm_setcsr(_mm_getcsr() | subnormals_are_zero);
    check();
    CHECK((_mm_getcsr() & subnormals_are_zero) == subnormals_are_zero);
    std::fesetenv(&saved);
#endif
}

}  // namespace souris::test

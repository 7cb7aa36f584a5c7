// SPDX-License-Identifier: MIT
#pragma once

#include <cfenv>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace souris::inline v0::detail {

/// As long as it lives, floating point numbers are rounded to the nearest and subnormal ones kept,
/// as the standard library's conversions from and to text rely on. What the program has told the
/// processor about them before, and what is known of earlier errors, holds again afterwards.
///
/// Only for calls that the compiler cannot see into: it moves arithmetic across.
class DefaultRounding {
  public:
    DefaultRounding() noexcept : is_default_(is_default()) {
        if (!is_default_) enter();
    }
    ~DefaultRounding() {
        if (!is_default_) leave();
    }
    DefaultRounding(const DefaultRounding&) = delete;
    DefaultRounding& operator=(const DefaultRounding&) = delete;

  private:
#if defined(__SSE2__)
    static constexpr unsigned rounding = 0x6000;
    static constexpr unsigned subnormals_are_zero = 0x8040;
#endif

    /// To ask takes next to nothing where there is one register with the answer.
    static bool is_default() noexcept {
#if defined(__SSE2__)
        return (_mm_getcsr() & (rounding | subnormals_are_zero)) == 0;
#else
        return false;
#endif
    }

    void enter() noexcept {
#if defined(__SSE2__)
        saved_control_ = _mm_getcsr();
#endif
        std::fegetenv(&saved_);
        std::fesetenv(FE_DFL_ENV);
#if defined(__SSE2__)
        // Not every C library's environment has subnormal numbers in it.
        _mm_setcsr(_mm_getcsr() & ~(rounding | subnormals_are_zero));
#endif
    }

    void leave() noexcept {
        std::fesetenv(&saved_);
#if defined(__SSE2__)
        _mm_setcsr(saved_control_);
#endif
    }

    bool is_default_;
    std::fenv_t saved_;
#if defined(__SSE2__)
    unsigned saved_control_ = 0;
#endif
};

}  // namespace souris::inline v0::detail

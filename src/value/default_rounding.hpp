// SPDX-License-Identifier: MIT
#pragma once

#include <cfenv>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace souris { inline namespace v0 { namespace detail {

/// Sets rounding to nearest and keeps subnormal numbers during its lifetime, as the standard
/// library's conversions from and to text require. Afterwards, the processor's previous modes and
/// floating point exception flags are restored.
///
/// Only for calls that are opaque to the compiler: it may move arithmetic across the constructor.
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

    /// The check is nearly free where one register has the answer.
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
        // Not every C library includes the handling of subnormal numbers in the environment.
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

}}}  // namespace souris::v0::detail

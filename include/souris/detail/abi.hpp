// SPDX-License-Identifier: MIT
// Internal: serves <souris/config.hpp>.
#pragma once

#include <version>

/// @file
/// Link-time check that a program and the library are compiled alike, since std::vector and
/// std::string cross the boundary between them. Each object file that includes a header of the
/// library references symbols named after the compile options in effect, and the library defines
/// the symbols for its own options. On a mismatch, linking fails with a symbol name that states the
/// reason. Costs three pointers in a program and no time.

/// @cond
#if defined(_GLIBCXX_DEBUG)
#define SOURIS_ABI_CONTAINERS the_library_must_be_compiled_with_GLIBCXX_DEBUG_too
#elif defined(_LIBCPP_ENABLE_DEBUG_MODE) || (defined(_LIBCPP_DEBUG) && _LIBCPP_DEBUG > 0)
#define SOURIS_ABI_CONTAINERS the_library_must_be_compiled_with_LIBCPP_DEBUG_too
#else
#define SOURIS_ABI_CONTAINERS the_library_must_be_compiled_without_debugged_containers_too
#endif

#if defined(_LIBCPP_VERSION)
#define SOURIS_ABI_LIBRARY the_library_must_be_compiled_with_libcxx_too
#elif defined(_GLIBCXX_USE_CXX11_ABI) && !_GLIBCXX_USE_CXX11_ABI
#error "souris needs std::pmr, which libstdc++ has with _GLIBCXX_USE_CXX11_ABI=1 alone"
#else
#define SOURIS_ABI_LIBRARY the_library_must_be_compiled_with_libstdcxx_too
#endif

#if defined(SOURIS_NO_INT128)
#define SOURIS_ABI_INT128 the_library_must_be_compiled_with_SOURIS_NO_INT128_too
#else
#define SOURIS_ABI_INT128 the_library_must_be_compiled_without_SOURIS_NO_INT128_too
#endif

// Unused, but kept even where the linker drops unused sections. (g++ reports the attribute as known
// even where no object file format supports it.)
#if defined(__has_attribute) && !defined(_WIN32)
#if __has_attribute(retain)
#define SOURIS_KEPT __attribute__((used, retain))
#endif
#endif
#if !defined(SOURIS_KEPT)
#define SOURIS_KEPT __attribute__((used))
#endif

/// @endcond

namespace souris { inline namespace v0 { namespace detail {

extern __attribute__((visibility("default"))) const char SOURIS_ABI_CONTAINERS;
extern __attribute__((visibility("default"))) const char SOURIS_ABI_LIBRARY;
extern __attribute__((visibility("default"))) const char SOURIS_ABI_INT128;

/// References the symbols; one instance in a program.
SOURIS_KEPT inline const char* const compiled_alike[] = {&SOURIS_ABI_CONTAINERS,
                                                         &SOURIS_ABI_LIBRARY, &SOURIS_ABI_INT128};

}}}  // namespace souris::v0::detail

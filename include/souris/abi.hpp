// SPDX-License-Identifier: MIT
#pragma once

#include <version>

/// @file
/// What a program and the library must be compiled alike for, since std::vector and std::string
/// cross the boundary between them. Each object file that includes a header of the library asks the
/// linker for symbols that are named for how it was compiled, and the library has those of its own:
/// where the two differ, linking fails with a name that says why. That takes three pointers in a
/// program, and no time.

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

// Kept, though nothing uses it, also where the linker drops sections without use.
// (g++ says that it knows the attribute where no format of object files has it.)
#if defined(__has_attribute) && !defined(_WIN32)
#if __has_attribute(retain)
#define SOURIS_KEPT __attribute__((used, retain))
#endif
#endif
#if !defined(SOURIS_KEPT)
#define SOURIS_KEPT __attribute__((used))
#endif

/// @endcond

namespace souris::inline v0::detail {

extern __attribute__((visibility("default"))) const char SOURIS_ABI_CONTAINERS;
extern __attribute__((visibility("default"))) const char SOURIS_ABI_LIBRARY;
extern __attribute__((visibility("default"))) const char SOURIS_ABI_INT128;

/// What asks for the symbols: one in a program.
SOURIS_KEPT inline const char* const compiled_alike[] = {&SOURIS_ABI_CONTAINERS,
                                                         &SOURIS_ABI_LIBRARY, &SOURIS_ABI_INT128};

}  // namespace souris::inline v0::detail

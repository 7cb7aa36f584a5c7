// SPDX-License-Identifier: MIT
#pragma once

// Only a missing header ends the compilation here, before thousands of further errors.
#if __cplusplus < 202002L
#error "souris needs C++20: compile with -std=c++20"
#include <compile with -std=c++20>
#endif

#include <souris/detail/abi.hpp>  // IWYU pragma: keep

/// @file
/// Compiler features, exports of the shared library, and the library's version.

/// 1 where the compiler's own 128-bit integers are used. Behaviour is the same without them; the
/// build option `int128=disabled` (which defines SOURIS_NO_INT128) turns them off.
#if defined(__SIZEOF_INT128__) && !defined(SOURIS_NO_INT128)
#define SOURIS_HAS_INT128 1
#else
#define SOURIS_HAS_INT128 0
#endif

/// The version, part by part.
/// @{
#define SOURIS_VERSION_MAJOR 0
#define SOURIS_VERSION_MINOR 1
#define SOURIS_VERSION_PATCH 0
/// @}

/// The version as one number, for comparisons: 1.2.3 is 10203.
#define SOURIS_VERSION \
    (SOURIS_VERSION_MAJOR * 10000 + SOURIS_VERSION_MINOR * 100 + SOURIS_VERSION_PATCH)
/// The version as text.
#define SOURIS_VERSION_STRING "0.1.0"

/// Incremented by each change that requires programs to be recompiled. It is the shared library's
/// `soversion` and, as `v0`, the inline namespace of all names: `souris::Value` is
/// `souris::v0::Value` to the linker. So parts of a program compiled for different numbers do not
/// link, instead of misreading each other's objects.
#define SOURIS_ABI_VERSION 0

/// Marks the exports of the shared library; everything else is hidden. The same for the static
/// library, which has the same object files. On Windows only a static library exists.
#if defined(_WIN32)
#define SOURIS_EXPORT
#else
#define SOURIS_EXPORT __attribute__((visibility("default")))
#endif

/// For the few functions in inner loops whose variables must not be forced into memory by a call.
/// Allowed wherever an attribute of g++ and clang is, including behind a lambda's parameters. Empty
/// in unoptimised builds: there every inlined call has its own stack slots, so the recursive
/// function for nested objects would take kilobytes of stack per level.
#if defined(__OPTIMIZE__)
#define SOURIS_ALWAYS_INLINE __attribute__((always_inline))
#else
#define SOURIS_ALWAYS_INLINE
#endif

/// All declarations of the library. Users never write the inline namespace in it.
namespace souris { inline namespace v0 {

#if SOURIS_HAS_INT128
/// The compiler's signed 128-bit integer, named so that -Wpedantic stays quiet.
__extension__ using native_int128 = __int128;
/// The compiler's unsigned 128-bit integer.
__extension__ using native_uint128 = unsigned __int128;
#endif

}}  // namespace souris::v0

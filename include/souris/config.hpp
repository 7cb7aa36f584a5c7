// SPDX-License-Identifier: MIT
#pragma once

#include <souris/abi.hpp>  // IWYU pragma: keep

/// @file
/// What the compiler offers, what the shared library exports, and the library's version.

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

/// Counts the changes after which a program has to be compiled anew. It is the shared library's
/// `soversion` and, as `v0`, the inline namespace in which all names stand: `souris::Value` is
/// `souris::v0::Value` to the linker, so that parts of a program that were compiled for different
/// numbers do not link, rather than misread each other's objects.
#define SOURIS_ABI_VERSION 0

/// Stands at what the shared library exports; all else is hidden. It is the same for the static
/// library, whose object files are those of the shared one. For Windows there is a static one only.
#if defined(_WIN32)
#define SOURIS_EXPORT
#else
#define SOURIS_EXPORT __attribute__((visibility("default")))
#endif

/// For the few functions of an inner loop whose variables must not be forced into memory by a call.
/// Stands where an attribute of g++ and clang may, behind a lambda's parameters too. Not where
/// nothing is optimised: all that is inline has room of its own there, so that the function that
/// calls itself for an object inside of an object would take kilobytes of the stack.
#if defined(__OPTIMIZE__)
#define SOURIS_ALWAYS_INLINE __attribute__((always_inline))
#else
#define SOURIS_ALWAYS_INLINE
#endif

/// All that the library declares. The inline namespace in it is never written by users.
namespace souris::inline v0 {

#if SOURIS_HAS_INT128
/// The compiler's signed 128-bit integer, named so that -Wpedantic stays quiet.
__extension__ using native_int128 = __int128;
/// The compiler's unsigned 128-bit integer.
__extension__ using native_uint128 = unsigned __int128;
#endif

}  // namespace souris::inline v0

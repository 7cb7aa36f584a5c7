// SPDX-License-Identifier: MIT
#pragma once

/// @file
/// What the compiler offers, and the library's version.

/// 1 where the compiler's own 128-bit integers are used. Behaviour is the same without them; the
/// build option `int128=disabled` (which defines SOURIS_NO_INT128) turns them off.
#if defined(__SIZEOF_INT128__) && !defined(SOURIS_NO_INT128)
#define SOURIS_HAS_INT128 1
#else
#define SOURIS_HAS_INT128 0
#endif

#define SOURIS_VERSION_MAJOR 0
#define SOURIS_VERSION_MINOR 1
#define SOURIS_VERSION_PATCH 0

namespace souris {

#if SOURIS_HAS_INT128
/// The compiler's signed 128-bit integer, named so that -Wpedantic stays quiet.
__extension__ using native_int128 = __int128;
/// The compiler's unsigned 128-bit integer.
__extension__ using native_uint128 = unsigned __int128;
#endif

}  // namespace souris

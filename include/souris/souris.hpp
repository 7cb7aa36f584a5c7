// SPDX-License-Identifier: MIT
#pragma once

/// @file
/// Everything that a program needs for reading and writing stores.

#include <souris/codec.hpp>     // IWYU pragma: export
#include <souris/config.hpp>    // IWYU pragma: export
#include <souris/document.hpp>  // IWYU pragma: export
#include <souris/error.hpp>     // IWYU pragma: export
#include <souris/file.hpp>      // IWYU pragma: export
#include <souris/integer.hpp>   // IWYU pragma: export
#include <souris/json.hpp>      // IWYU pragma: export
#include <souris/limits.hpp>    // IWYU pragma: export
#include <souris/packed.hpp>    // IWYU pragma: export
#include <souris/pointer.hpp>   // IWYU pragma: export
#include <souris/result.hpp>    // IWYU pragma: export
#include <souris/store.hpp>     // IWYU pragma: export
#include <souris/update.hpp>    // IWYU pragma: export
#include <souris/value.hpp>     // IWYU pragma: export

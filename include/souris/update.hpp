// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include <souris/config.hpp>
#include <souris/file_lock.hpp>
#include <souris/result.hpp>
#include <souris/store.hpp>

/// @file
/// To change a store that other programs change, too.

namespace souris::inline v0 {

/// How to change a store in its file.
struct UpdateOptions : SaveOptions {
    ReadOptions reading{};
    FileLockOptions locking{};
};

/// Loads a store, has `change` change it, and saves it, all of it under the lock of the file
/// (`FileLock`), so that of several who do so at once nobody's change is lost. A file that is not
/// there is an empty store. If `change` fails, its error is returned; then, and where the bytes
/// come out as they were, nothing is written. What it throws is passed on.
///
/// Errors: those of `FileLock::take`, `load`, `change` and `FileLock::write`.
///
/// @snippet reference_store.cpp update
[[nodiscard]] SOURIS_EXPORT Result<void> update(const std::string& path,
                                                const std::function<Result<void>(Store&)>& change,
                                                const UpdateOptions& options = {});

}  // namespace souris::inline v0

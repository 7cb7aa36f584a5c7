// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include <souris/config.hpp>
#include <souris/file_lock.hpp>
#include <souris/result.hpp>
#include <souris/store.hpp>

/// @file
/// Changes a store that other programs change too.

namespace souris { inline namespace v0 {

/// How to change a store in its file.
struct UpdateOptions : SaveOptions {
    ReadOptions reading{};
    FileLockOptions locking{};
};

/// Loads a store, calls `change` on it and saves it, under the lock of the file (`FileLock`), so
/// that concurrent updates lose no changes. A missing file is an empty store. Nothing is written if
/// `change` fails, which returns its error, or if the resulting bytes are unchanged. Exceptions of
/// `change` are passed on.
///
/// Errors: those of `FileLock::take`, `load`, `change` and `FileLock::write`.
///
/// @snippet reference_store.cpp update
[[nodiscard]] SOURIS_EXPORT Result<void> update(const std::string& path,
                                                const std::function<Result<void>(Store&)>& change,
                                                const UpdateOptions& options = {});

}}  // namespace souris::v0

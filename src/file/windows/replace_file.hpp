// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include <souris/file.hpp>
#include <souris/result.hpp>

#include "file/windows/place.hpp"

namespace souris::inline v0::detail {

/// `write_file` to a place that was found; the identity of the file that is there then. With
/// `is_locked`, for a caller that holds the lock: `file_changed` if the place names another file
/// than it did.
[[nodiscard]] Result<FileIdentity> replace_file(const Place& place,
                                                std::span<const std::byte> bytes,
                                                const WriteFileOptions& options, bool is_locked);

}  // namespace souris::inline v0::detail

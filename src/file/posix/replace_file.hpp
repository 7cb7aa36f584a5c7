// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/file.hpp>
#include <souris/result.hpp>

#include "file/descriptor.hpp"
#include "file/posix/place.hpp"

namespace souris::inline v0::detail {

/// `write_file` to a place that was found. With `lock`, for a caller that holds the lock of what is
/// there: `file_changed` if the place names another file than it did; and once the new file is
/// there, whatever else fails, `lock` becomes a descriptor that holds its lock, which nobody else
/// had.
[[nodiscard]] Result<void> replace_file(const Place& place, std::span<const std::byte> bytes,
                                        const WriteFileOptions& options,
                                        Descriptor* lock = nullptr);

}  // namespace souris::inline v0::detail

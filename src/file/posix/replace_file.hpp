// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/file.hpp>
#include <souris/result.hpp>

#include "file/owned_descriptor.hpp"
#include "file/posix/place.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// `write_file` to a place that was found. `lock` is for a caller that holds the lock of the file
/// or directory there. Then a place that now names another file is `file_changed`. Once the new
/// file is in place, whatever else fails, `lock` becomes a descriptor that holds the new file's
/// lock, which nobody else had in between.
[[nodiscard]] Result<void> replace_file(const Place& place, std::span<const std::byte> bytes,
                                        const WriteFileOptions& options,
                                        Descriptor* lock = nullptr);

}}}  // namespace souris::v0::detail

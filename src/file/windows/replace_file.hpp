// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include <souris/file.hpp>
#include <souris/result.hpp>

#include "file/windows/place.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// `write_file` to a place that was found. Returns the identity of the new file. `is_locked` is for
/// a caller that holds the lock: then a place that now names another file is `file_changed`.
[[nodiscard]] Result<FileIdentity> replace_file(const Place& place,
                                                std::span<const std::byte> bytes,
                                                const WriteFileOptions& options, bool is_locked);

}}}  // namespace souris::v0::detail

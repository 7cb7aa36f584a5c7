// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include <souris/file.hpp>
#include <souris/limits.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Like `souris::read_file`, with its memory charged to `memory`: `limit_exceeded` (memory) if that
/// does not suffice.
[[nodiscard]] Result<Bytes> read_file(const std::string& path, std::uint64_t max_size,
                                      Budget& memory);

}}}  // namespace souris::v0::detail

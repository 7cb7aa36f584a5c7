// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "reference/column_paths.hpp"

// docs/format.md, appendix B.9: putting values together.

namespace souris::reference {

/// Puts `value_count` values of path 0, which must be `size` bytes. Reports errors to `reader`.
std::vector<std::byte> put_together(Reader& reader, std::vector<Path>& paths,
                                    std::uint64_t value_count, std::uint64_t size);

}  // namespace souris::reference

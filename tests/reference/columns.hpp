// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "reference/reader.hpp"

// docs/format.md, appendix B: columns.

namespace souris::reference {

/// What `packed` yields, which must be `unpacked` bytes. Reports errors to `reader`.
std::vector<std::byte> read_columns(Reader& reader, ByteView packed, std::uint64_t unpacked);

}  // namespace souris::reference

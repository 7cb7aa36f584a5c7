// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "reference/reader.hpp"

// docs/format.md, appendix A: the LZ4 block.

namespace souris::reference {

/// Errors, reported to `reader`: `bad_block`, `size_mismatch`.
std::vector<std::byte> read_lz4_block(Reader& reader, ByteView packed, std::size_t unpacked);

}  // namespace souris::reference

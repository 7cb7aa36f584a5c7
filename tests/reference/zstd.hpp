// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "reference/reader.hpp"

// docs/format.md, section 6.6: the headers of a frame. Its blocks are left to libzstd.

namespace souris::reference {

/// Errors, reported to `reader`: `bad_block`, `size_mismatch`.
std::vector<std::byte> read_zstd_frame(Reader& reader, ByteView packed, std::size_t unpacked);

}  // namespace souris::reference

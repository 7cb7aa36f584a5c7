// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include <souris/layout.hpp>

#include "reference/reader.hpp"

// docs/format.md, section 6: compressed blocks.

namespace souris::reference {

/// Unpacks a block of compression `id`, which is stored before it.
std::vector<std::byte> read_block(Reader& reader, unsigned id, Layout layout);

}  // namespace souris::reference

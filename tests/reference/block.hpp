// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include <souris/layout.hpp>

#include "reference/reader.hpp"

// docs/format.md, section 6: compressed blocks.

namespace souris::reference {

/// What the block of compression id `id`, which stands before it, unpacks to.
std::vector<std::byte> read_block(Reader& reader, unsigned id, Layout layout);

}  // namespace souris::reference

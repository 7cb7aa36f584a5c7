// SPDX-License-Identifier: MIT
#pragma once

// docs/format.md, the head of section 5: tags.

namespace souris::reference {

/// Whether bits of a tag's low nibble are set that its type leaves unused.
bool has_reserved_bits(unsigned tag);

}  // namespace souris::reference

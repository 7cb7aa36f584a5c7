// SPDX-License-Identifier: MIT
#pragma once

// The beginning of section 5 of docs/format.md: tags.

namespace souris::reference {

/// Whether unused bits in the low nibble of a tag are set.
bool has_reserved_bits(unsigned tag);

}  // namespace souris::reference

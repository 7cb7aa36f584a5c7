// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "reference/value.hpp"

// docs/format.md, section 10.1: canonical form.

namespace souris::reference {

/// The canonical bytes of a value.
std::vector<std::byte> canonical_form(const Tree& tree);

}  // namespace souris::reference

// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "reference/reader.hpp"

// docs/format.md, section 5, type 6.

namespace souris::reference {

/// Year, month, day, hour, minute, second, nanosecond.
std::vector<Number> read_timestamp(Reader& reader, unsigned year_state);

}  // namespace souris::reference

// SPDX-License-Identifier: MIT
#pragma once

#include "reference/reader.hpp"
#include "reference/value.hpp"

// docs/format.md, sections 7 and 8: stores and packed values.

namespace souris::reference {

Outcome decode_store(ByteView bytes, const Options& options);

Outcome decode_packed(ByteView bytes, const Options& options);

}  // namespace souris::reference

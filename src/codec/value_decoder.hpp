// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include <souris/result.hpp>
#include <souris/value.hpp>

#include "codec/content_reader.hpp"

namespace souris::inline v0::detail {

/// The value at the cursor of `content`, which then stands after it, inside of `depth` containers:
/// limits hold for it and what else is read from there together. Throws std::bad_alloc.
[[nodiscard]] Result<Value> decode_value_within(ContentReader& content, std::size_t depth);

}  // namespace souris::inline v0::detail

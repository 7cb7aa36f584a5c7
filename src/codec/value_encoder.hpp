// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include <souris/result.hpp>
#include <souris/value.hpp>

#include "codec/content_writer.hpp"

namespace souris::inline v0::detail {

/// Writes `value` after what `writer` has written, inside of `depth` containers: limits hold for it
/// and what else is written there together. Throws std::bad_alloc.
[[nodiscard]] Result<void> encode_value_within(ContentWriter& writer, const Value& value,
                                               std::size_t depth);

}  // namespace souris::inline v0::detail

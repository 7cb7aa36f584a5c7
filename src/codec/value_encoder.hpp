// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include <souris/result.hpp>
#include <souris/value.hpp>

#include "codec/content_writer.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Writes `value` after the output of `writer`, at a nesting depth of `depth`. The limits cover it
/// and everything else written through `writer`. Throws std::bad_alloc.
[[nodiscard]] Result<void> encode_value_within(ContentWriter& writer, const Value& value,
                                               std::size_t depth);

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "columns/path.hpp"
#include "columns/split.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// Decides what symbols a path has: which of its scalars are literals, and which are kept as
/// contents of their kind.
[[nodiscard]] Path plan_path(SplitPath split, Repeats repeats);

}}}}  // namespace souris::v0::detail::columns

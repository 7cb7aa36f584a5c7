// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include <souris/bytes.hpp>

#include "columns/split.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// Where there are many different strings of few patterns (`find_fields`), replaces these by
/// patterns with fields, whose paths are added. `contents` holds what the fields' cells point to.
/// Where strings stay, `SplitPath::distinct` is known then.
void expand_texts(std::vector<SplitPath>& paths, Repeats repeats, std::deque<Bytes>& contents);

}}}}  // namespace souris::v0::detail::columns

// SPDX-License-Identifier: MIT
#pragma once

#include <souris/value.hpp>

namespace souris::cli {

/// JSON Merge Patch (RFC 7396): entries of maps are merged, null removes one, all else replaces
/// what is there. Linear; nothing recurses.
void merge_patch(Value& target, Value patch);

}  // namespace souris::cli

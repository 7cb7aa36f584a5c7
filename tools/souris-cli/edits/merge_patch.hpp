// SPDX-License-Identifier: MIT
#pragma once

#include <souris/value.hpp>

namespace souris::cli {

/// JSON Merge Patch (RFC 7396): entries of maps are merged, null removes one, all else replaces
/// what is there. Linear in the patch alone; nothing recurses. What is removed from a
/// long map stays as an entry that is marked, until it is purged (removals.hpp).
void merge_patch(Value& target, Value patch);

}  // namespace souris::cli

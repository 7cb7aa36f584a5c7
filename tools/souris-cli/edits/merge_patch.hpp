// SPDX-License-Identifier: MIT
#pragma once

#include <souris/value.hpp>

namespace souris::cli {

/// JSON Merge Patch (RFC 7396): entries of maps are merged, null removes an entry, and any other
/// value replaces the target. Takes time linear in the patch alone, without recursion. Entries
/// removed from a long map are only marked until `purge` deletes them (removals.hpp).
void merge_patch(Value& target, Value patch);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <souris/value.hpp>

namespace souris::cli {

/// Sorts the entries of every map in a tree by the bytes of their keys. The text of a JSON value
/// stays as it is. Takes n log n time and does not recurse.
void sort_keys(Value& root);

}  // namespace souris::cli

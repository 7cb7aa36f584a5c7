// SPDX-License-Identifier: MIT
#pragma once

#include <souris/value.hpp>

namespace souris::cli {

/// Whether two trees are equal as the `test` of RFC 6902 compares them: numbers by their values,
/// exactly, whatever their types are (1 is 1.0, and 0.0 is -0.0, but 2^53 + 1 is no double), and
/// all else as `==` does, so a NaN is equal to the same NaN alone. Linear; nothing recurses.
[[nodiscard]] bool is_same_data(const Value& a, const Value& b);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <souris/value.hpp>

namespace souris::cli {

/// A floating point number as a double, which represents every float exactly; empty for other
/// types.
[[nodiscard]] std::optional<double> floating(const Value& value);

/// Whether two trees are equal in the sense of the operation `test` of RFC 6902: numbers by their
/// exact values, whatever their types (1 equals 1.0 and 0.0 equals -0.0, but 2^53 + 1 equals no
/// double), everything else as `==`. So a NaN equals only a NaN with the same bits. Linear time, no
/// recursion.
[[nodiscard]] bool is_same_data(const Value& a, const Value& b);

}  // namespace souris::cli

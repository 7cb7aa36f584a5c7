// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <souris/value.hpp>

namespace souris::cli {

/// What a comparison of two trees takes as equal.
struct Equality {
    /// Arrays are compared as multisets.
    bool ignores_order = false;
    /// Numbers are equal if they differ by at most this, whatever their types, and apart from the
    /// rounding of decimal numbers. Finite and not negative. Empty: only numbers of one type and
    /// value are equal.
    std::optional<double> tolerance{};
};

/// Whether two values are equal of which at least one is no container. A NaN equals only a NaN with
/// the same bits.
[[nodiscard]] bool is_equal_scalar(const Value& a, const Value& b, const Equality& equality);

/// The number in a value of any type for numbers with an order, rounded to double. Empty for other
/// values, and for infinities and NaNs.
[[nodiscard]] std::optional<double> finite_number(const Value& value);

/// The same number as an integer, if it is one.
[[nodiscard]] std::optional<Integer> whole_number(const Value& value);

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#include "edits/equality.hpp"

#include <cmath>

#include "edits/same_data.hpp"

namespace souris::cli {

namespace {

/// Whether two integers differ by at most `tolerance`, exactly.
bool is_within(const Integer& a, const Integer& b, double tolerance) {
    const auto difference = a < b ? b - a : a - b;
    // Beyond all integers, as it is 2^127 at least.
    if (!difference) return std::abs(a.to_double() - b.to_double()) <= tolerance;
    const auto most = Integer::from_double(std::floor(tolerance));
    return !most || *difference <= *most;
}

}  // namespace

std::optional<double> finite_number(const Value& value) {
    if (value.is(Type::integer)) return value.integer().to_double();
    const auto number = floating(value);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::optional<Integer> whole_number(const Value& value) {
    if (value.is(Type::integer)) return value.integer();
    const auto number = floating(value);
    if (!number) return std::nullopt;
    const auto whole = Integer::from_double(*number);
    return whole ? std::optional(*whole) : std::nullopt;
}

bool is_equal_scalar(const Value& a, const Value& b, const Equality& equality) {
    if (a == b) return true;
    if (!equality.tolerance) return false;
    if (is_same_data(a, b)) return true;
    const auto x = finite_number(a);
    const auto y = finite_number(b);
    if (!x || !y) return false;
    const auto whole_x = whole_number(a);
    const auto whole_y = whole_number(b);
    if (whole_x && whole_y) return is_within(*whole_x, *whole_y, *equality.tolerance);
    // Decimal numbers are rounded when they are read: 1.01 - 1 is a little more than 0.01.
    constexpr double rounding = 0x1p-52;
    const double tolerance = *equality.tolerance;
    const double rounded = tolerance > 0 ? rounding * (std::abs(*x) + std::abs(*y)) : 0;
    return std::abs(*x - *y) <= tolerance + rounded;
}

}  // namespace souris::cli

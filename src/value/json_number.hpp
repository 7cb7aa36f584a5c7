// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <optional>
#include <string_view>

#include <souris/integer.hpp>
#include <souris/result.hpp>

namespace souris::inline v0::detail {

/// The number that a JSON number without point and exponent says.
/// Errors: `integer_out_of_range`.
[[nodiscard]] Result<Integer, ErrorCode> json_integer(std::string_view number) noexcept;

/// The nearest `T`, double or float, to a JSON number; 0 with its sign if it is too small for any
/// other, nothing if it is beyond the finite ones.
template <std::floating_point T>
[[nodiscard]] std::optional<T> json_floating(std::string_view number) noexcept;

}  // namespace souris::inline v0::detail

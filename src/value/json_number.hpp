// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <optional>
#include <string_view>

#include <souris/integer.hpp>
#include <souris/result.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// The value of a JSON number without point and exponent.
/// Errors: `integer_out_of_range`.
[[nodiscard]] Result<Integer, ErrorCode> json_integer(std::string_view number) noexcept;

/// The `T`, double or float, nearest to a JSON number; 0 with its sign on underflow, empty if it is
/// beyond the finite numbers.
template <std::floating_point T>
[[nodiscard]] std::optional<T> json_floating(std::string_view number) noexcept;

}}}  // namespace souris::v0::detail

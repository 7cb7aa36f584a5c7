// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// The greatest power of ten that a decimal is divided by: both are exact as an f64.
inline constexpr unsigned max_decimals = 15;

/// Whether a number can be a decimal's: it is exact as an f64.
[[nodiscard]] constexpr bool is_decimal(std::int64_t number) noexcept {
    constexpr std::int64_t first_inexact = std::int64_t{1} << 53U;
    return -first_inexact < number && number < first_inexact;
}

/// The bits of the f64 nearest to `number` / 10^`decimals`. Precondition: `is_decimal`.
[[nodiscard]] std::uint64_t decimal_bits(std::int64_t number, unsigned decimals) noexcept;

/// A number for which `decimal_bits` gives these bits. Finds one if there is one below 2^51.
[[nodiscard]] std::optional<std::int64_t> decimal_of(std::uint64_t bits,
                                                     unsigned decimals) noexcept;

/// The least power of ten at which as many of these bits as possible are a decimal.
[[nodiscard]] unsigned choose_decimals(std::span<const std::uint64_t> bits) noexcept;

}}}}  // namespace souris::v0::detail::columns

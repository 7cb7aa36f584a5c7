// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace souris::cli {

/// A decimal number of digits only. Empty for any other text, and beyond 64 bits.
[[nodiscard]] std::optional<std::uint64_t> parse_number(std::string_view text) noexcept;

/// A decimal number with an optional suffix K, M or G for a power of 1024. Empty for any other
/// text, and beyond 64 bits.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text) noexcept;

/// A finite decimal number that is not negative, such as `0.5` or `1e-9`. Empty for any other text.
[[nodiscard]] std::optional<double> parse_decimal(std::string_view text) noexcept;

}  // namespace souris::cli

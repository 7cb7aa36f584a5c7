// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace souris::cli {

/// The number that digits say. Nothing if the text is anything else, or beyond 64 bits.
[[nodiscard]] std::optional<std::uint64_t> parse_number(std::string_view text) noexcept;

/// The number that digits say, times 1024 for each power that a last letter K, M or G stands for.
/// Nothing if the text is anything else, or beyond 64 bits.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text) noexcept;

}  // namespace souris::cli

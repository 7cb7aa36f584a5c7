// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace souris::cli {

/// Columns that `text` takes on a terminal, as wcwidth(3) counts them: two for East Asian wide
/// characters and most emoji, none for combining characters. Expects text that is escaped for a
/// terminal.
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

/// The longest prefix of whole characters that has at most `most` bytes.
[[nodiscard]] std::string_view first_characters(std::string_view text, std::size_t most) noexcept;

/// The longest suffix of whole characters that has at most `most` bytes.
[[nodiscard]] std::string_view last_characters(std::string_view text, std::size_t most) noexcept;

}  // namespace souris::cli

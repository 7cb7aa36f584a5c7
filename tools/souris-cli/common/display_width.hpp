// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace souris::cli {

/// How many columns of a terminal `text` takes, as wcwidth(3) has them: two for a character of
/// Chinese, Japanese and Korean writing and for most emoji, none for one that is drawn onto the one
/// before it. Of what is escaped, as all that is shown is.
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

/// The first characters of `text`, not more than `most` bytes of it.
[[nodiscard]] std::string_view first_characters(std::string_view text, std::size_t most) noexcept;

/// The last ones.
[[nodiscard]] std::string_view last_characters(std::string_view text, std::size_t most) noexcept;

}  // namespace souris::cli

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace souris::cli {

/// Whether `text` is UTF-8 without control characters other than line breaks and tabs, so that a
/// terminal only displays it.
[[nodiscard]] bool is_terminal_text(std::string_view text) noexcept;

/// `text` unchanged if it is safe for a terminal, else escaped except for its line breaks and tabs.
[[nodiscard]] std::string terminal_text(std::string_view text);

}  // namespace souris::cli

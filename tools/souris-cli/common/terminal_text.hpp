// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace souris::cli {

/// Whether a terminal shows `text` and does nothing else: UTF-8 of which nothing commands it but
/// line breaks and tabs.
[[nodiscard]] bool is_terminal_text(std::string_view text) noexcept;

/// `text` as a terminal may have it: as it is, or if it is none of the above, escaped but for its
/// line breaks and tabs.
[[nodiscard]] std::string terminal_text(std::string_view text);

}  // namespace souris::cli

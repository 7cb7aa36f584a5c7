// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <souris/config.hpp>

namespace souris { inline namespace v0 {

/// Whether a terminal may interpret a character as a command or as a change of text order: control
/// characters (C0, DEL, C1), line and paragraph separators, bidirectional controls, the byte order
/// mark.
[[nodiscard]] constexpr bool commands_a_terminal(char32_t c) noexcept {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/// Appends `text` in a form that cannot command a terminal: such characters and bytes that are not
/// UTF-8 become `\n`, `\t`, `\r`, `\xHH` or `\u{HHHH}`; a backslash is doubled. All other text is
/// unchanged. Linear in the text.
SOURIS_EXPORT void append_escaped(std::string& out, std::string_view text);

/// `append_escaped` for text in double quotes: also escapes quotes, and appends the enclosing ones.
SOURIS_EXPORT void append_quoted(std::string& out, std::string_view text);

}}  // namespace souris::v0

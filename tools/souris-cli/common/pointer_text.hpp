// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souris::cli {

/// A JSON Pointer as it stands on a line before ` = `.
struct PointerText {
    std::string pointer;
    /// Which of its tokens, counted from 0, are keys although they look like indices. Ascending.
    std::vector<std::size_t> keys{};
};

/// Appends a JSON Pointer as it stands on a line before ` = `: as it is, or as a JSON string if it
/// has a space or anything else that would be misread there, or if some of its tokens are `keys`:
/// those have `\/` before them, which to JSON is no other than `/`. Nothing of it can command a
/// terminal.
void append_pointer_text(std::string& out, std::string_view pointer,
                         std::span<const std::size_t> keys = {});

/// What such text says. Nothing if it is none: its tokens are not looked at.
[[nodiscard]] std::optional<PointerText> read_pointer_text(std::string_view text);

/// A JSON Pointer that has a line for itself: as it is, unless it would break the line or command a
/// terminal.
[[nodiscard]] std::string pointer_line(std::string_view pointer);

/// The JSON Pointer that is typed, as it is or as a JSON string. Nothing if it is none.
[[nodiscard]] std::optional<std::string> read_typed_pointer(std::string_view text);

}  // namespace souris::cli

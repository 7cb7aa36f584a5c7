// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souris::cli {

/// The token of a typed pointer that stands for any key or index.
inline constexpr std::string_view any_token = "*";
/// The token of a typed pointer that stands for any number of tokens.
inline constexpr std::string_view any_tokens = "**";

/// Whether it is a JSON Pointer.
[[nodiscard]] bool is_pointer(std::string_view text);

/// Whether one of the tokens is `*` or `**`.
[[nodiscard]] bool has_wildcard(std::string_view pointer) noexcept;

/// A JSON Pointer, as the left side of a line `POINTER = VALUE`.
struct PointerText {
    std::string pointer;
    /// Indices of the tokens that are keys although they look like array indices, ascending.
    std::vector<std::size_t> keys{};
};

/// Appends a JSON Pointer as the left side of a line `POINTER = VALUE`. It becomes a JSON string if
/// it contains spaces, quotes, wildcards or anything but printable ASCII, or if `keys` is not
/// empty. The slash before each of the `keys` is written `\/`, which JSON reads as `/`. The result
/// is safe for a terminal.
void append_pointer_text(std::string& out, std::string_view pointer,
                         std::span<const std::size_t> keys = {});

/// Parses such text. Empty if it is malformed. The tokens are not checked.
[[nodiscard]] std::optional<PointerText> read_pointer_text(std::string_view text);

/// A JSON Pointer on a line of its own: unchanged, or a JSON string if it would break the line,
/// command a terminal, or be typed for wildcards.
[[nodiscard]] std::string pointer_line(std::string_view pointer);

/// Parses a JSON Pointer from the command line, plain or as a JSON string. Empty if it is
/// malformed.
[[nodiscard]] std::optional<std::string> read_typed_pointer(std::string_view text);

}  // namespace souris::cli

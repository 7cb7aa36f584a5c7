// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace souris::cli {

/// A place in a text, for people.
struct TextPlace {
    /// From 1. A line ends with a line feed.
    std::uint64_t line = 1;
    /// From 1. In characters; a byte that is not UTF-8 counts as one, a byte order mark at the
    /// beginning of the text does not count.
    std::uint64_t column = 1;
    /// The line, or the part of a long one around the place, between `...`. Safe for a terminal; a
    /// space stands for each tab.
    std::string excerpt{};
    /// Columns of a terminal that the excerpt takes before the place.
    std::size_t indentation = 0;
};

/// The place at a byte offset, or at the end if the text is shorter. Linear in the text before it.
[[nodiscard]] TextPlace find_place(std::string_view text, std::uint64_t offset);

/// The excerpt and a mark below the place, two lines:
///
///     3 | "a": nul,
///       |      ^
[[nodiscard]] std::string show_place(const TextPlace& place);

}  // namespace souris::cli

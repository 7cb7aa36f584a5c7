// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <souris/config.hpp>

/// @file
/// Bytes, and text as bytes.

namespace souris::inline v0 {

/// Bytes that somebody owns.
using Bytes = std::vector<std::byte>;

/// The same bytes as text. The view lives as long as the bytes.
[[nodiscard]] inline std::string_view as_text(std::span<const std::byte> bytes) noexcept {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The same text as bytes. The view lives as long as the text.
[[nodiscard]] inline std::span<const std::byte> as_byte_span(std::string_view text) noexcept {
    return std::as_bytes(std::span(text.data(), text.size()));
}

}  // namespace souris::inline v0

// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include <souris/config.hpp>

/// @file
/// Bytes, and text viewed as bytes.

namespace souris { inline namespace v0 {

/// Owned bytes.
using Bytes = std::vector<std::byte>;

namespace detail {

/// A temporary that owns bytes: a view of it would dangle.
template <class T>
concept TemporaryBytes =
    !std::is_reference_v<T> && std::convertible_to<T&, std::span<const std::byte>> &&
    !std::ranges::enable_borrowed_range<std::remove_cv_t<T>>;

}  // namespace detail

/// The same bytes as text. The view lives as long as the bytes.
[[nodiscard]] inline std::string_view as_text(std::span<const std::byte> bytes) noexcept {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The same text as bytes. The view lives as long as the text.
[[nodiscard]] inline std::span<const std::byte> as_byte_span(std::string_view text) noexcept {
    return std::as_bytes(std::span(text.data(), text.size()));
}

}}  // namespace souris::v0

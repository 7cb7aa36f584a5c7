// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <souris/config.hpp>
#include <souris/result.hpp>

/// @file
/// JSON Pointers (RFC 6901): `/users/3/name`, with `~0` for `~` and `~1` for `/`.

namespace souris { inline namespace v0 {

/// Appends `/` and a key, escaped.
///
/// @snippet reference_value.cpp pointer
SOURIS_EXPORT void append_pointer_token(std::string& pointer, std::string_view key);
/// Appends `/` and an index.
SOURIS_EXPORT void append_pointer_token(std::string& pointer, std::size_t index);

/// Maximum size in bytes of a path made for people: in errors, non-canonical encodings,
/// annotations.
inline constexpr std::size_t max_path_size = 8192;

/// The same for such a path: if it would be longer than `max_path_size`, it is cut and ends in `…`;
/// later appends have no effect.
SOURIS_EXPORT void append_path_token(std::string& path, std::string_view key);
/// @copydoc append_path_token
SOURIS_EXPORT void append_path_token(std::string& path, std::size_t index);
/// The same at the front, for building a path from the inside out.
SOURIS_EXPORT void prepend_path_token(std::string& path, std::string_view key);
/// @copydoc prepend_path_token
SOURIS_EXPORT void prepend_path_token(std::string& path, std::size_t index);

/// Removes the first token from `pointer`, which begins with `/`, and returns it unescaped.
/// Errors: `invalid_pointer` if the slash is missing or a `~` is followed by neither 0 nor 1.
[[nodiscard]] SOURIS_EXPORT Result<std::string, ErrorCode> take_pointer_token(
    std::string_view& pointer);

/// The index in a token: digits without a leading zero. Empty if it is not an index or too large.
[[nodiscard]] SOURIS_EXPORT std::optional<std::size_t> pointer_index(
    std::string_view token) noexcept;

/// The error of a lookup that followed the first `done` bytes of `pointer` and then stopped with
/// `code`: contains the path of the item that was not found, or that has no children.
[[nodiscard]] SOURIS_EXPORT Error lookup_error(ErrorCode code, std::string_view pointer,
                                               std::size_t done);

}}  // namespace souris::v0

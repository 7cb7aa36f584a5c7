// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include <souris/bytes.hpp>

// The bytes that begin a block of a record log occur nowhere else in it, so that a reader finds the
// next block from any place. No content has them: after their first seven, a stuffed byte FF
// follows, which is no part of the content. No proper beginning of the marker is also an end of it,
// so occurrences do not overlap.

namespace souris { inline namespace v0 { namespace detail {

inline constexpr std::string_view block_marker = "\x8DSDBLOG\n";

/// The offset of the first marker in `bytes` that begins at `from` or after it.
[[nodiscard]] std::optional<std::size_t> find_marker(std::span<const std::byte> bytes,
                                                     std::size_t from = 0) noexcept;

/// The offset of the last marker in `bytes`.
[[nodiscard]] std::optional<std::size_t> find_last_marker(
    std::span<const std::byte> bytes) noexcept;

/// Whether the marker, or what would have to be stuffed, occurs in `bytes`.
[[nodiscard]] bool needs_stuffing(std::span<const std::byte> bytes) noexcept;

/// Stuffs what follows the first `from` bytes. Linear time.
void stuff(Bytes& bytes, std::size_t from);

/// Undoes `stuff` for all of `bytes`. Returns false if something was not stuffed that had to be;
/// the bytes are then unspecified. Linear time.
[[nodiscard]] bool unstuff(Bytes& bytes) noexcept;

}}}  // namespace souris::v0::detail

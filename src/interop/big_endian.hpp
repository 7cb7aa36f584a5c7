// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>

#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/sink.hpp>

// Souris is little-endian; CBOR and MessagePack are not.

namespace souris { inline namespace v0 { namespace detail {

/// The number in 1 to 8 bytes, most significant first.
[[nodiscard]] inline std::uint64_t load_big_endian(std::span<const std::byte> bytes) noexcept {
    assert(bytes.size() <= sizeof(std::uint64_t));
    std::uint64_t number = 0;
    for (const std::byte byte : bytes)
        number = number << 8U | std::to_integer<std::uint64_t>(byte);
    return number;
}

/// A number of `size` bytes, 1 to 8. Errors: `truncated`.
[[nodiscard]] inline Result<std::uint64_t, ErrorCode> read_big_endian(Cursor& cursor,
                                                                      std::size_t size) noexcept {
    assert(size >= 1 && size <= sizeof(std::uint64_t));
    return cursor.read_bytes(size).map(load_big_endian);
}

/// Writes the last `size` bytes of a number, 1 to 8.
inline void put_big_endian(Sink& sink, std::uint64_t number, std::size_t size) {
    assert(size >= 1 && size <= sizeof(std::uint64_t));
    std::byte* out = sink.reserve(size);
    for (std::size_t left = size; left != 0; --left)
        *out++ = static_cast<std::byte>(number >> (8 * (left - 1)));
    sink.commit(out);
}

/// Checks a length or count of things of `unit_size` bytes each against the remaining input.
/// Errors: `truncated`; `length_exceeds_input` beyond `max_plausible_length`.
[[nodiscard]] inline Result<std::size_t, ErrorCode> held_against(
    const Cursor& cursor, std::uint64_t length, std::size_t unit_size = 1) noexcept {
    assert(unit_size != 0);
    if (length <= cursor.remaining() / unit_size) return static_cast<std::size_t>(length);
    return failure(length > max_plausible_length ? ErrorCode::length_exceeds_input
                                                 : ErrorCode::truncated);
}

}}}  // namespace souris::v0::detail

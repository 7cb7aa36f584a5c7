// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <souris/sink.hpp>

// Parts of hostile inputs.

namespace souris::test {

inline Bytes append(Bytes bytes, const Bytes& more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
    return bytes;
}

/// The tag and count of an array or map of `count` children.
inline Bytes head(std::uint8_t tag, std::size_t count) {
    Sink sink;
    sink.write_byte(static_cast<std::uint8_t>(tag | 1U));
    sink.write_unsigned(count);
    return sink.take();
}

inline constexpr std::uint8_t array_tag = 0xB0;
inline constexpr std::uint8_t map_tag = 0x80;

}  // namespace souris::test

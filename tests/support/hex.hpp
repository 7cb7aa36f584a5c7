// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <souris/sink.hpp>

namespace souris::test {

/// The bytes that `digits` write down; white space between them is skipped.
inline Bytes from_hex(std::string_view digits) {
    const auto value_of = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
    Bytes bytes;
    int high = -1;
    for (const char c : digits) {
        if (c == ' ' || c == '\n') continue;
        if (high < 0) {
            high = value_of(c);
        } else {
            bytes.push_back(static_cast<std::byte>(high * 16 + value_of(c)));
            high = -1;
        }
    }
    return bytes;
}

inline std::string to_hex(std::span<const std::byte> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::byte byte : bytes) {
        text += digits[std::to_integer<unsigned>(byte) / 16];
        text += digits[std::to_integer<unsigned>(byte) % 16];
    }
    return text;
}

/// `count` times the same bytes.
inline Bytes repeated(std::string_view hex_digits, std::size_t count) {
    const Bytes unit = from_hex(hex_digits);
    Bytes bytes;
    bytes.reserve(unit.size() * count);
    for (std::size_t i = 0; i < count; ++i)
        bytes.insert(bytes.end(), unit.begin(), unit.end());
    return bytes;
}

/// `pattern` over and over, `size` bytes of it.
inline Bytes repeat(std::string_view pattern, std::size_t size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::byte>(pattern[i % pattern.size()]);
    }
    return bytes;
}

}  // namespace souris::test

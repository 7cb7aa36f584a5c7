// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <souris/sink.hpp>

namespace souris::test {

/// Decodes hexadecimal digits, ignoring white space.
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

/// The bytes repeated `count` times.
inline Bytes repeated(std::string_view hex_digits, std::size_t count) {
    Bytes bytes = from_hex(hex_digits);
    std::size_t done = bytes.size();
    bytes.resize(done * count);
    done = std::min(done, bytes.size());
    // Doubles the content: copying it unit by unit takes seconds with a sanitizer.
    while (done < bytes.size()) {
        const std::size_t some = std::min(done, bytes.size() - done);
        std::copy_n(bytes.begin(), some, bytes.begin() + static_cast<std::ptrdiff_t>(done));
        done += some;
    }
    return bytes;
}

/// The first `size` bytes of `pattern` repeated.
inline Bytes repeat(std::string_view pattern, std::size_t size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::byte>(pattern[i % pattern.size()]);
    }
    return bytes;
}

}  // namespace souris::test

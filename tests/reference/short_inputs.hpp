// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <souris/cursor.hpp>

#include "property/reference_properties.hpp"

namespace souris::test {

/// Calls `check` with every input of `size` bytes, 0 to 3, until it returns false.
template <class Check>
bool for_each_input(std::size_t size, Check check) {
    std::array<std::byte, 3> bytes{};
    for (std::uint32_t number = 0; number < std::uint32_t{1} << (8 * size); ++number) {
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = static_cast<std::byte>(number >> (8 * i));
        if (!check(std::span<const std::byte>(bytes).first(size))) return false;
    }
    return true;
}

/// `SOURISDB`, the header and the bytes after it, then `body`.
inline bool store_of_body_agrees(std::string_view header, std::span<const std::byte> body,
                                 const reference::Options& options) {
    std::array<std::byte, 16> store{};
    std::size_t size = 0;
    const auto append = [&](std::span<const std::byte> bytes) {
        for (const std::byte byte : bytes)
            store[size++] = byte;
    };
    append(as_byte_span("SOURISDB"));
    append(as_byte_span(header));
    append(body);
    return properties::store_agrees_with_reference(std::span(store).first(size), options);
}

/// A store in layout v1, without and with a text table.
inline bool v1_body_agrees(std::span<const std::byte> body, const reference::Options& options) {
    return store_of_body_agrees(std::string_view("\x00", 1), body, options) &&
           store_of_body_agrees("\x01", body, options);
}

/// The same in layout v2, with a stored block.
inline bool v2_body_agrees(std::span<const std::byte> body, const reference::Options& options) {
    const char without_table[] = {'\x00', static_cast<char>(body.size())};
    const char with_table[] = {'\x80', static_cast<char>(body.size())};
    return store_of_body_agrees({without_table, 2}, body, options) &&
           store_of_body_agrees({with_table, 2}, body, options);
}

}  // namespace souris::test

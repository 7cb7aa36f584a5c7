// SPDX-License-Identifier: MIT
#include <cstring>

#include <simdjson.h>

#include <souris/utf8.hpp>

namespace souris {

namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080;

/// Eight bytes at a time, the tail overlapping what was already seen.
bool is_ascii(const char* data, std::size_t size) noexcept {
    std::uint64_t word = 0;
    std::uint64_t seen = 0;
    if (size < sizeof word) {
        for (std::size_t i = 0; i < size; ++i)
            seen |= static_cast<unsigned char>(data[i]);
        return (seen & 0x80U) == 0;
    }
    for (std::size_t i = 0; i + sizeof word <= size; i += sizeof word) {
        std::memcpy(&word, data + i, sizeof word);
        seen |= word;
    }
    std::memcpy(&word, data + size - sizeof word, sizeof word);
    return ((seen | word) & high_bits) == 0;
}

}  // namespace

DecodedCharacter decode_utf8(std::string_view text) noexcept {
    if (text.empty()) return {};
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
    };
    const std::uint32_t first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::size_t size = first < 0xC2   ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
    if (size == 0 || text.size() < size) return {};
    std::uint32_t value = first & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    if (!is_scalar_value(value) || utf8_size(value) != size) return {};
    return {value, size};
}

bool is_utf8(std::string_view text) noexcept {
    constexpr std::size_t worth_a_call = 64;
    if (text.size() <= worth_a_call && is_ascii(text.data(), text.size())) return true;
    return simdjson::validate_utf8(text.data(), text.size());
}

}  // namespace souris

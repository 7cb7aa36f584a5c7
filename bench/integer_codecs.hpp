// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <souris/detail/endian.hpp>

/// The usual variable-length codecs with one interface. `store` writes to a buffer that has room
/// and returns the end. `load` moves `position` behind the number; it fails at `end` without
/// reading past it.

namespace souris::bench {

/// Seven bits per byte, lowest first; the eighth bit is set if more follow. As in Protocol Buffers,
/// DWARF and WebAssembly.
struct Leb128 {
    static std::byte* store(std::byte* out, std::uint64_t value) {
        while (value >= 0x80) {
            *out++ = static_cast<std::byte>(value | 0x80);
            value >>= 7U;
        }
        *out++ = static_cast<std::byte>(value);
        return out;
    }

    static bool load(const std::byte*& position, const std::byte* end, std::uint64_t& value) {
        value = 0;
        for (unsigned shift = 0; shift < 64 && position != end; shift += 7) {
            const auto byte = std::to_integer<std::uint64_t>(*position++);
            value |= (byte & 0x7F) << shift;
            if (byte < 0x80) return true;
        }
        return false;
    }
};

/// One byte below 251; otherwise 251, 252 or 253 followed by two, four or eight bytes. As in
/// bincode 2.
struct Bincode {
    static std::byte* store(std::byte* out, std::uint64_t value) {
        if (value < 251) {
            *out = static_cast<std::byte>(value);
            return out + 1;
        }
        if (value <= 0xFFFF) return store_marked(out, 251, static_cast<std::uint16_t>(value));
        if (value <= 0xFFFFFFFF) return store_marked(out, 252, static_cast<std::uint32_t>(value));
        return store_marked(out, 253, value);
    }

    static bool load(const std::byte*& position, const std::byte* end, std::uint64_t& value) {
        if (position == end) return false;
        const auto first = std::to_integer<std::uint8_t>(*position++);
        switch (first) {
            default:
                value = first;
                return first < 251;
            case 251:
                return load_content<std::uint16_t>(position, end, value);
            case 252:
                return load_content<std::uint32_t>(position, end, value);
            case 253:
                return load_content<std::uint64_t>(position, end, value);
        }
    }

  private:
    template <class T>
    static std::byte* store_marked(std::byte* out, std::uint8_t marker, T value) {
        *out = static_cast<std::byte>(marker);
        store_little_endian(out + 1, value);
        return out + 1 + sizeof value;
    }

    template <class T>
    static bool load_content(const std::byte*& position, const std::byte* end,
                             std::uint64_t& value) {
        if (static_cast<std::size_t>(end - position) < sizeof(T)) return false;
        value = load_little_endian<T>(position);
        position += sizeof(T);
        return true;
    }
};

}  // namespace souris::bench

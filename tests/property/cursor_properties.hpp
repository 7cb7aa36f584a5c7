// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <souris/cursor.hpp>

/// Properties of a cursor. Each function returns whether its property holds. Used by the property
/// tests and the fuzz target.

namespace souris::properties {

/// A simple model of a cursor: an index that moves byte by byte.
class PlainCursor {
  public:
    explicit PlainCursor(std::span<const std::byte> bytes) : bytes_(bytes) {}

    [[nodiscard]] std::size_t offset() const { return offset_; }
    [[nodiscard]] std::size_t remaining() const { return bytes_.size() - offset_; }
    void seek(std::size_t offset) { offset_ = offset; }

    [[nodiscard]] Result<std::vector<std::byte>, ErrorCode> read_bytes(std::size_t size) {
        if (size > remaining()) return failure(ErrorCode::truncated);
        std::vector<std::byte> read;
        for (; size > 0; --size)
            read.push_back(bytes_[offset_++]);
        return read;
    }

    /// The bits of an integer of the given sign state, extended to 128.
    [[nodiscard]] Result<Wide, ErrorCode> read_bits(SignState state) {
        const std::size_t start = offset_;
        const auto first = read_bytes(1);
        if (!first) return failure(first.error());
        std::vector<std::byte> content = *first;
        const auto announced = std::to_integer<std::size_t>(content[0]);
        if (announced >= 240) {
            const auto more = read_bytes(announced - 239);
            if (!more) {
                offset_ = start;
                return failure(more.error());
            }
            content = *more;
        }
        content.resize(16, state == SignState::negative ? std::byte{0xFF} : std::byte{0});
        Wide bits;
        for (std::size_t i = 0; i < 8; ++i) {
            bits.low |= std::to_integer<std::uint64_t>(content[i]) << (8 * i);
            bits.high |= std::to_integer<std::uint64_t>(content[8 + i]) << (8 * i);
        }
        if (state == SignState::negative && bits.high >> 63U == 0) {
            offset_ = start;
            return failure(ErrorCode::invalid_negative);
        }
        return bits;
    }

    [[nodiscard]] Result<std::uint64_t, ErrorCode> read_unsigned(std::uint64_t most) {
        const std::size_t start = offset_;
        const auto bits = read_bits(SignState::unsigned_number);
        if (!bits) return failure(bits.error());
        if (bits->high == 0 && bits->low <= most) return bits->low;
        offset_ = start;
        return failure(ErrorCode::integer_out_of_range);
    }

    [[nodiscard]] Result<std::uint64_t, ErrorCode> read_length(std::size_t unit_size) {
        const std::size_t start = offset_;
        const auto bits = read_bits(SignState::unsigned_number);
        if (!bits) return failure(bits.error());
        if (bits->high == 0 && bits->low <= remaining() / unit_size) return bits->low;
        offset_ = start;
        const bool is_plausible = bits->high == 0 && bits->low <= std::uint64_t{1} << 40U;
        return failure(is_plausible ? ErrorCode::truncated : ErrorCode::length_exceeds_input);
    }

  private:
    std::span<const std::byte> bytes_;
    std::size_t offset_ = 0;
};

/// Performs the same reads on both and compares the results.
class CursorComparison {
  public:
    explicit CursorComparison(std::span<const std::byte> bytes) : cursor_(bytes), plain_(bytes) {}

    /// Performs an operation on both; returns false if the results differ.
    [[nodiscard]] bool step(std::uint8_t operation, std::uint8_t argument) {
        return same_result(operation % 12, argument) && cursor_.offset() == plain_.offset() &&
               cursor_.remaining() == plain_.remaining() &&
               cursor_.at_end() == (plain_.remaining() == 0) &&
               cursor_.rest().size() == plain_.remaining();
    }

  private:
    [[nodiscard]] bool same_result(unsigned operation, std::uint8_t argument) {
        switch (operation) {
            case 0: {
                const auto byte = cursor_.read_byte();
                const auto bytes = plain_.read_bytes(1);
                return bytes ? byte == std::to_integer<std::uint8_t>(bytes->front())
                             : !byte && byte.error() == bytes.error();
            }
            case 1: {
                const auto byte = cursor_.peek_byte();
                return byte.has_value() == (plain_.remaining() != 0);
            }
            case 2: {
                const auto read = cursor_.read_bytes(argument);
                const auto bytes = plain_.read_bytes(argument);
                return bytes ? read && std::ranges::equal(*read, *bytes)
                             : !read && read.error() == bytes.error();
            }
            case 3:
                return same_number<std::uint16_t>();
            case 4:
                return same_number<std::uint64_t>();
            case 5: {
                const auto state = static_cast<SignState>(argument % 3);
                const auto integer = cursor_.read_integer(state);
                const auto bits = plain_.read_bits(state);
                return bits ? integer && integer->bits() == *bits && integer->sign_state() == state
                            : !integer && integer.error() == bits.error();
            }
            case 6:
                return same_unsigned<std::uint8_t>();
            case 7:
                return same_unsigned<std::uint32_t>();
            case 8:
                return same_unsigned<std::uint64_t>();
            case 9: {
                const std::size_t unit_size = std::size_t{argument} + 1;
                const auto length = cursor_.read_length(unit_size);
                return is_same(length, plain_.read_length(unit_size));
            }
            case 10:
                return same_integers(argument % 40);
            default: {
                const std::size_t end = cursor_.offset() + cursor_.remaining();
                const std::size_t target = argument % (end + 1);
                cursor_.seek(target);
                plain_.seek(target);
                return true;
            }
        }
    }

    template <class T>
    [[nodiscard]] static bool is_same(const Result<T, ErrorCode>& fast,
                                      const Result<std::uint64_t, ErrorCode>& plain) {
        return plain ? fast && *fast == *plain : !fast && fast.error() == plain.error();
    }

    template <class T>
    [[nodiscard]] bool same_number() {
        const auto number = cursor_.read_little_endian<T>();
        const auto bytes = plain_.read_bytes(sizeof(T));
        if (!bytes) return !number && number.error() == bytes.error();
        std::uint64_t expected = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i)
            expected |= std::to_integer<std::uint64_t>((*bytes)[i]) << (8 * i);
        return number && *number == expected;
    }

    template <class T>
    [[nodiscard]] bool same_unsigned() {
        const auto number = cursor_.read_unsigned<T>();
        return is_same(number, plain_.read_unsigned(std::numeric_limits<T>::max()));
    }

    /// Reading many integers equals reading them one by one, or fails as the first of them that
    /// fails.
    [[nodiscard]] bool same_integers(std::size_t count) {
        std::array<std::uint64_t, 40> fast{};
        const std::size_t start = plain_.offset();
        const auto read = cursor_.read_integers(std::span(fast).first(count));
        for (std::size_t i = 0; i < count; ++i) {
            const auto number = plain_.read_unsigned(std::numeric_limits<std::uint64_t>::max());
            if (!number) {
                plain_.seek(start);
                return !read && read.error() == number.error();
            }
            if (read && fast[i] != *number) return false;
        }
        return read.has_value();
    }

    Cursor cursor_;
    PlainCursor plain_;
};

/// `script` alternates operations and arguments, which are performed in turn on `bytes`.
inline bool cursor_agrees(std::span<const std::uint8_t> script, std::span<const std::byte> bytes) {
    CursorComparison comparison(bytes);
    for (std::size_t i = 0; i + 1 < script.size(); i += 2) {
        if (!comparison.step(script[i], script[i + 1])) return false;
    }
    return true;
}

}  // namespace souris::properties

// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include <souris/bytes.hpp>
#include <souris/config.hpp>
#include <souris/detail/endian.hpp>
#include <souris/detail/integer_wire.hpp>
#include <souris/result.hpp>

/// @file
/// Input of bytes. Nothing else in the library reads raw input.

namespace souris { inline namespace v0 {

/// A length above this is `length_exceeds_input`: no input is so large. A smaller length that
/// exceeds the rest of the input is `truncated`: the input may have been cut short.
inline constexpr std::uint64_t max_plausible_length = std::uint64_t{1} << 40U;

/// A position in a span of bytes that the caller owns and keeps alive.
///
/// Every read first checks the remaining size, with `n <= end - position` and nothing else, and
/// leaves the cursor unmoved on failure. All reads take constant time, unless stated otherwise.
///
/// @snippet reference_bytes.cpp cursor
class SOURIS_EXPORT Cursor {
  public:
    constexpr explicit Cursor(std::span<const std::byte> bytes) noexcept
        : begin_(bytes.data()), position_(begin_), end_(begin_ + bytes.size()) {}
    template <detail::TemporaryBytes T>
    explicit Cursor(T&& bytes) = delete;  // Keep the bytes in a variable: they must outlive it.

    /// Bytes before the cursor.
    [[nodiscard]] constexpr std::size_t offset() const noexcept {
        return static_cast<std::size_t>(position_ - begin_);
    }
    /// Bytes after the cursor.
    [[nodiscard]] constexpr std::size_t remaining() const noexcept {
        assert(begin_ <= position_ && position_ <= end_);
        return static_cast<std::size_t>(end_ - position_);
    }
    [[nodiscard]] constexpr bool at_end() const noexcept { return position_ == end_; }
    /// The unread bytes.
    [[nodiscard]] constexpr std::span<const std::byte> rest() const noexcept {
        return {position_, end_};
    }

    /// Moves to `offset` bytes after the beginning; `offset` must not exceed the whole length.
    constexpr void seek(std::size_t offset) noexcept {
        assert(offset <= static_cast<std::size_t>(end_ - begin_));
        position_ = begin_ + offset;
    }

    /// The next byte, without moving. Errors: `truncated`.
    [[nodiscard]] constexpr Result<std::uint8_t, ErrorCode> peek_byte() const noexcept {
        if (at_end()) return failure(ErrorCode::truncated);
        return std::to_integer<std::uint8_t>(*position_);
    }

    /// The next byte. Errors: `truncated`.
    [[nodiscard]] constexpr Result<std::uint8_t, ErrorCode> read_byte() noexcept {
        if (at_end()) return failure(ErrorCode::truncated);
        return std::to_integer<std::uint8_t>(*position_++);
    }

    /// The next `size` bytes, as a view into the input. Errors: `truncated`.
    [[nodiscard]] constexpr Result<std::span<const std::byte>, ErrorCode> read_bytes(
        std::size_t size) noexcept {
        if (size > remaining()) return failure(ErrorCode::truncated);
        const std::span<const std::byte> bytes{position_, size};
        position_ += size;
        return bytes;
    }

    /// A number of sizeof(T) bytes, least significant first. Errors: `truncated`.
    template <Scalar T>
    [[nodiscard]] Result<T, ErrorCode> read_little_endian() noexcept {
        if (sizeof(T) > remaining()) return failure(ErrorCode::truncated);
        const T value = load_little_endian<T>(position_);
        position_ += sizeof(T);
        return value;
    }

    /// An Integer of the given sign state. Errors: `truncated`, `invalid_negative`.
    [[nodiscard]] Result<Integer, ErrorCode> read_integer(SignState state) noexcept {
        const LoadedInteger loaded = load_integer(position_, remaining(), state);
        assert(loaded.size <= remaining());
        // A single variable with a single return is constructed in place.
        auto integer = loaded.size != 0 ? Integer::from_bits(loaded.bits, state)
                                        : Result<Integer, ErrorCode>(failure(ErrorCode::truncated));
        if (integer) position_ += loaded.size;
        return integer;
    }

    /// An unsigned Integer that must fit a `T`. Errors: `truncated`, `integer_out_of_range`.
    template <std::unsigned_integral T>
    [[nodiscard]] Result<T, ErrorCode> read_unsigned() noexcept {
        return !at_end() && detail::is_small(*position_)
                   ? Result<T, ErrorCode>(std::to_integer<T>(*position_++))
                   : read_long_unsigned<T>();
    }

    /// Fills `values` with integers in the encoding of `Sink::write_integers`. Linear time. Errors:
    /// those of `read_unsigned`; `values` is then unspecified.
    [[nodiscard]] Result<void, ErrorCode> read_integers(std::span<std::uint64_t> values) noexcept;
    /// @copydoc read_integers
    [[nodiscard]] Result<void, ErrorCode> read_integers(std::span<std::int64_t> values) noexcept;

    /// A length, or a count of items of at least `unit_size` bytes each (at least 1), checked
    /// against the rest of the input. The only way from a number in the input to a size in memory.
    /// Errors: `truncated`; `length_exceeds_input` beyond `max_plausible_length`.
    [[nodiscard]] Result<std::size_t, ErrorCode> read_length(std::size_t unit_size = 1) noexcept {
        assert(unit_size != 0);
        const std::byte* const start = position_;
        const auto length = read_unsigned<std::uint64_t>();
        if (!length) {
            return failure(length.error() == ErrorCode::integer_out_of_range
                               ? ErrorCode::length_exceeds_input
                               : length.error());
        }
        if (*length > remaining() / unit_size) {
            position_ = start;
            return failure(*length > max_plausible_length ? ErrorCode::length_exceeds_input
                                                          : ErrorCode::truncated);
        }
        return static_cast<std::size_t>(*length);
    }

  private:
    /// `read_unsigned` of more than one byte.
    template <std::unsigned_integral T>
    [[nodiscard]] Result<T, ErrorCode> read_long_unsigned() noexcept {
        const LoadedInteger loaded =
            load_integer(position_, remaining(), SignState::unsigned_number);
        assert(loaded.size <= remaining());
        const bool fits = loaded.bits <= Wide{0, std::numeric_limits<T>::max()};
        const bool is_fine = fits && loaded.size != 0;
        // A single variable with a single return is constructed in place.
        auto number = is_fine ? Result<T, ErrorCode>(static_cast<T>(loaded.bits.low))
                              : Result<T, ErrorCode>(failure(
                                    fits ? ErrorCode::truncated : ErrorCode::integer_out_of_range));
        if (is_fine) position_ += loaded.size;
        return number;
    }

    const std::byte* begin_;
    const std::byte* position_;
    const std::byte* end_;
};

}}  // namespace souris::v0

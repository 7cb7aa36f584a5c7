// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <souris/error.hpp>

// docs/format.md, sections 1 to 3: bytes, Integer, bit string.
//
// The reference decoder is written from that document alone, in its order, and takes nothing from
// the library but the names of errors and types. It is slow and plain on purpose.

namespace souris::reference {

using ByteView = std::span<const std::byte>;

/// What both decoders are told: how strict to be, and the bounds that come into play.
struct Options {
    bool strict = false;
    /// Arrays and maps inside one another.
    std::size_t max_depth = 1024;
    /// Bytes that one block may unpack to.
    std::uint64_t max_output = std::uint64_t{1} << 16U;
};

/// A number of section 2, in 16 bytes; below zero, in two's complement.
struct Number {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    /// 0 unsigned, 1 signed, 2 negative.
    unsigned state = 0;
    /// Whether it stands in as few bytes as it can.
    bool is_minimal = true;

    /// Of a number that is not below zero.
    [[nodiscard]] bool exceeds(std::uint64_t bound) const { return high != 0 || low > bound; }
};

/// A place in bytes, and the first error met.
class Reader {
  public:
    Reader(ByteView bytes, const Options& options) : bytes_(bytes), options_(options) {}

    [[nodiscard]] const Options& options() const { return options_; }
    [[nodiscard]] std::size_t position() const { return position_; }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - position_; }
    [[nodiscard]] bool failed() const { return error_ != ErrorCode::none; }
    /// `none` unless `failed`.
    [[nodiscard]] ErrorCode error() const { return error_; }

    /// Notes the error, if it is the first one.
    void fail(ErrorCode error) {
        if (!failed()) error_ = error;
    }

    /// `size_mismatch`, of a block in which a reader may as well see `bad_block` first.
    void fail_for_size(bool is_perhaps_bad_block) {
        if (!failed()) is_perhaps_bad_block_ = is_perhaps_bad_block;
        fail(ErrorCode::size_mismatch);
    }
    [[nodiscard]] bool is_perhaps_bad_block() const { return is_perhaps_bad_block_; }

    /// The next byte, without taking it.
    [[nodiscard]] std::optional<unsigned> peek() const;

    // After an error, also one of their own, the following take nothing and give zeros.

    unsigned read_byte();
    ByteView read_bytes(std::uint64_t count);
    /// Little-endian, of at most 8 bytes.
    std::uint64_t read_word(std::size_t size);

    /// An Integer in one of the states 0 to 2.
    Number read_integer(unsigned state);

    /// The same for a length or count, which is held against what is left before `judge` is called.
    Number read_count();
    /// Refuses a number that is longer than needed, if strict.
    void judge(const Number& number);

    /// An unsigned Integer that counts things of which so many bytes are needed for one, or, with
    /// `per_byte`, so many fit in one byte. What is left suffices for them.
    std::uint64_t read_length(std::uint64_t bytes_each = 1, std::uint64_t per_byte = 1);

    /// Refuses a count, from wherever it came, for which what is left, less what is reserved for
    /// others, does not suffice.
    void check_length(const Number& count, std::uint64_t bytes_each, std::uint64_t per_byte = 1,
                      std::uint64_t reserved = 0);

  private:
    Number read_number(unsigned state);

    ByteView bytes_;
    Options options_;
    std::size_t position_ = 0;
    ErrorCode error_ = ErrorCode::none;
    bool is_perhaps_bad_block_ = false;
};

/// Section 3.
struct BitString {
    std::uint64_t count = 0;
    ByteView bytes;

    [[nodiscard]] bool bit(std::uint64_t index) const {
        const auto byte = std::to_integer<unsigned>(bytes[static_cast<std::size_t>(index / 8)]);
        return (byte >> index % 8 & 1U) != 0;
    }
};

BitString read_bit_string(Reader& reader);

}  // namespace souris::reference

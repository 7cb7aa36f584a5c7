// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <souris/error.hpp>

// Sections 1 to 3 of docs/format.md: bytes, Integer, bit string.
//
// The reference decoder is written from that document alone, in its order. From the library it uses
// only the names of errors and types. It is deliberately simple and slow.

namespace souris::reference {

using ByteView = std::span<const std::byte>;

/// Options of both decoders: strictness, and the limits in effect.
struct Options {
    bool strict = false;
    /// Depth of nested arrays and maps.
    std::size_t max_depth = 1024;
    /// Maximum bytes unpacked from one block.
    std::uint64_t max_output = std::uint64_t{1} << 16U;
};

/// A number of section 2 in 16 bytes; negative ones in two's complement.
struct Number {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    /// 0 unsigned, 1 signed, 2 negative.
    unsigned state = 0;
    /// Whether its encoding is minimal.
    bool is_minimal = true;

    /// For a number that is not negative.
    [[nodiscard]] bool exceeds(std::uint64_t bound) const { return high != 0 || low > bound; }
};

/// A position in bytes, and the first error.
class Reader {
  public:
    Reader(ByteView bytes, const Options& options) : bytes_(bytes), options_(options) {}

    [[nodiscard]] const Options& options() const { return options_; }
    [[nodiscard]] std::size_t position() const { return position_; }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - position_; }
    [[nodiscard]] bool failed() const { return error_ != ErrorCode::none; }
    /// `none` unless `failed`.
    [[nodiscard]] ErrorCode error() const { return error_; }

    /// Records the error unless there is one.
    void fail(ErrorCode error) {
        if (!failed()) error_ = error;
    }

    /// `size_mismatch` of a block for which a reader may also report `bad_block`.
    void fail_for_size(bool is_perhaps_bad_block) {
        if (!failed()) is_perhaps_bad_block_ = is_perhaps_bad_block;
        fail(ErrorCode::size_mismatch);
    }
    [[nodiscard]] bool is_perhaps_bad_block() const { return is_perhaps_bad_block_; }

    /// The next byte, without consuming it.
    [[nodiscard]] std::optional<unsigned> peek() const;

    // After an error, including their own, the following functions consume nothing and return
    // zeros.

    unsigned read_byte();
    ByteView read_bytes(std::uint64_t count);
    /// Little-endian, of at most 8 bytes.
    std::uint64_t read_word(std::size_t size);

    /// An Integer in one of the states 0 to 2.
    Number read_integer(unsigned state);

    /// The same for a length or count, which is checked against the remaining bytes before `judge`
    /// is called.
    Number read_count();
    /// Refuses a non-minimal number if strict.
    void judge(const Number& number);

    /// An unsigned Integer that counts items of `size` bytes each or, with `per_byte`, items of
    /// which so many fit in a byte. Fails unless the remaining bytes suffice.
    std::uint64_t read_length(std::uint64_t bytes_each = 1, std::uint64_t per_byte = 1);

    /// Refuses a count unless the remaining bytes, less those reserved, suffice for it.
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

// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include <souris/endian.hpp>

/// @file
/// Bits in bytes, filled from the least significant bit of each byte up.

namespace souris::inline v0 {

/// Bytes that `bits` bits take.
[[nodiscard]] constexpr std::uint64_t bytes_for_bits(std::uint64_t bits) noexcept {
    return bits / 8 + (bits % 8 != 0 ? 1 : 0);
}

/// Reads bits that somebody else owns. It never reads a byte outside of them.
///
/// @snippet reference_bytes.cpp bits
class BitReader {
  public:
    /// Bits that `peek` has at least, unless fewer remain.
    static constexpr unsigned peek_width = 56;

    /// The first `bit_count` bits of `bytes`, which must hold them.
    BitReader(std::span<const std::byte> bytes, std::uint64_t bit_count) noexcept
        : next_(bytes.data()), end_(bytes.data() + bytes.size()), remaining_(bit_count) {}

    /// Bits not yet consumed.
    [[nodiscard]] std::uint64_t remaining() const noexcept { return remaining_; }

    /// The next bits, the first of them lowest; at least `peek_width`, or all that remain. What
    /// stands above them is not specified.
    [[nodiscard]] std::uint64_t peek() noexcept {
        refill();
        return window_;
    }

    /// Goes on by `count` bits: since the last `peek` no more in all than `peek_width`, and than
    /// remain.
    void consume(unsigned count) noexcept {
        window_ >>= count;
        available_ -= count;
        remaining_ -= count;
    }

  private:
    void refill() noexcept {
        if (available_ >= peek_width) return;
        if (end_ - next_ >= 8) {
            // Bits above available_ that are or-ed in again later are the same bits.
            window_ |= load_little_endian<std::uint64_t>(next_) << available_;
            const unsigned taken = (63 - available_) / 8;
            next_ += taken;
            available_ += taken * 8;
            return;
        }
        while (available_ < peek_width && next_ != end_) {
            window_ |= std::to_integer<std::uint64_t>(*next_++) << available_;
            available_ += 8;
        }
        // Beyond the end there are zeros without number.
        if (next_ == end_) available_ = std::max(available_, peek_width);
    }

    const std::byte* next_;
    const std::byte* end_;
    std::uint64_t remaining_;
    std::uint64_t window_ = 0;
    unsigned available_ = 0;
};

/// Writes bits to room that the caller has made: 8 bytes more than the bits take.
///
/// @snippet reference_bytes.cpp bits
class BitWriter {
  public:
    /// Bits that `write` takes at most at a time.
    static constexpr unsigned max_write = 56;

    explicit BitWriter(std::byte* out) noexcept : out_(out) {}

    /// Appends the low `count` bits of `bits`, lowest first. The bits above them must be 0.
    void write(std::uint64_t bits, unsigned count) noexcept {
        window_ |= bits << used_;
        used_ += count;
        store_little_endian(out_, window_);
        const unsigned whole = used_ / 8;
        out_ += whole;
        window_ >>= whole * 8;
        used_ -= whole * 8;
    }

    /// The end of the last byte written to; its unused bits are 0.
    [[nodiscard]] std::byte* finish() const noexcept { return out_ + (used_ != 0 ? 1 : 0); }

  private:
    std::byte* out_;
    std::uint64_t window_ = 0;
    unsigned used_ = 0;
};

}  // namespace souris::inline v0

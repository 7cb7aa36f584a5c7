// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include <souris/config.hpp>
#include <souris/detail/endian.hpp>

/// @file
/// Bits in bytes; each byte is filled from its least significant bit up.

namespace souris { inline namespace v0 {

/// Number of bytes that hold `bits` bits.
[[nodiscard]] constexpr std::uint64_t bytes_for_bits(std::uint64_t bits) noexcept {
    return bits / 8 + (bits % 8 != 0 ? 1 : 0);
}

/// Reads bits from bytes owned by the caller. Never reads a byte outside of them.
///
/// @snippet reference_bytes.cpp bits
class BitReader {
  public:
    /// Minimum number of bits that `peek` returns, unless fewer remain.
    static constexpr unsigned peek_width = 56;

    /// The first `bit_count` bits of `bytes`, which must hold them.
    BitReader(std::span<const std::byte> bytes, std::uint64_t bit_count) noexcept
        : next_(bytes.data()), end_(bytes.data() + bytes.size()), remaining_(bit_count) {
        assert(bytes_for_bits(bit_count) <= bytes.size());
    }

    /// Bits not yet consumed.
    [[nodiscard]] std::uint64_t remaining() const noexcept { return remaining_; }

    /// The next bits, the first one lowest; at least `peek_width`, or all that remain. Higher bits
    /// are unspecified.
    [[nodiscard]] std::uint64_t peek() noexcept {
        refill();
        return window_;
    }

    /// Advances by `count` bits. The sum since the last `peek` must exceed neither `peek_width` nor
    /// the bits that remained.
    void consume(unsigned count) noexcept {
        assert(count <= available_ && count <= remaining_);
        window_ >>= count;
        available_ -= count;
        remaining_ -= count;
    }

  private:
    void refill() noexcept {
        if (available_ >= peek_width) return;
        if (end_ - next_ >= 8) {
            // Bits above `available_` are or-ed in again later with the same value.
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
        // Beyond the end, any number of zeros follow.
        if (next_ == end_) available_ = std::max(available_, peek_width);
        assert(available_ >= peek_width);
    }

    const std::byte* next_;
    const std::byte* end_;
    std::uint64_t remaining_;
    std::uint64_t window_ = 0;
    unsigned available_ = 0;
};

/// Writes bits to memory of the caller, which must be 8 bytes larger than the bits.
///
/// @snippet reference_bytes.cpp bits
class BitWriter {
  public:
    /// Maximum number of bits per call of `write`.
    static constexpr unsigned max_write = 56;

    explicit BitWriter(std::byte* out) noexcept : out_(out) {}

    /// Appends the low `count` bits of `bits`, lowest first. The bits above them must be 0.
    void write(std::uint64_t bits, unsigned count) noexcept {
        assert(count <= max_write && bits >> count == 0);
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

}}  // namespace souris::v0

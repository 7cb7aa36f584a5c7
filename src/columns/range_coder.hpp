// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/bytes.hpp>

// Arithmetic coding of single bits, with the carry of G. N. N. Martin's range coder ("Range
// encoding", 1979) as LZMA propagates it.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// A probability is a fraction of this.
inline constexpr std::uint32_t probability_one = std::uint32_t{1} << 16U;

/// Writes bits. Bytes that would be zero at the end are left out: a reader takes them for granted.
class RangeEncoder {
  public:
    /// Encodes `bit`, of which the probability of being 1 is `one`, from 1 to `probability_one`
    /// less 1. Returns it.
    unsigned code(unsigned bit, std::uint32_t one) {
        assert(one > 0 && one < probability_one && bit <= 1);
        const std::uint32_t bound = (range_ >> 16U) * one;
        if (bit != 0) {
            range_ = bound;
        } else {
            low_ += bound;
            range_ -= bound;
        }
        while (range_ < least_range) {
            range_ <<= 8U;
            shift();
        }
        return bit;
    }

    /// Encodes the `count` low bits of `bits`, at most 64, all equally probable. Returns them.
    std::uint64_t code_raw(std::uint64_t bits, unsigned count) {
        assert(count <= 64);
        for (unsigned left = count; left != 0;) {
            const unsigned step = left < 8 ? left : 8;
            left -= step;
            range_ >>= step;
            low_ += ((bits >> left) & ((1U << step) - 1)) * range_;
            while (range_ < least_range) {
                range_ <<= 8U;
                shift();
            }
        }
        return bits;
    }

    /// Bytes written so far, but for a few that are pending.
    [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }

    /// Ends the code and returns it. Leaves the encoder as new.
    [[nodiscard]] Bytes take() {
        // Of all numbers in the range, the one with most zero bytes at its end.
        for (unsigned zeros = 24; zeros != 0; zeros -= 8) {
            const std::uint64_t unit = std::uint64_t{1} << zeros;
            const std::uint64_t rounded = (low_ + unit - 1) & ~(unit - 1);
            if (rounded - low_ < range_) {
                low_ = rounded;
                break;
            }
        }
        for (int i = 0; i < 5; ++i)
            shift();
        while (!bytes_.empty() && bytes_.back() == std::byte{0})
            bytes_.pop_back();
        Bytes taken = std::move(bytes_);
        *this = RangeEncoder();
        return taken;
    }

  private:
    static constexpr std::uint32_t least_range = std::uint32_t{1} << 24U;

    /// Moves the highest byte of `low_` out. A run of bytes FF waits until it is known whether a
    /// carry comes.
    void shift() {
        if (low_ < 0xFF000000U || low_ > 0xFFFFFFFFU) {
            const auto carry = static_cast<std::uint8_t>(low_ >> 32U);
            if (has_cache_) bytes_.push_back(static_cast<std::byte>(cache_ + carry));
            for (; pending_ != 0; --pending_)
                bytes_.push_back(static_cast<std::byte>(0xFFU + carry));
            cache_ = static_cast<std::uint8_t>(low_ >> 24U);
            has_cache_ = true;
        } else {
            ++pending_;
        }
        low_ = (low_ & 0x00FFFFFFU) << 8U;
    }

    Bytes bytes_;
    std::uint64_t low_ = 0;
    std::uint64_t pending_ = 0;
    std::uint32_t range_ = 0xFFFFFFFFU;
    std::uint8_t cache_ = 0;
    bool has_cache_ = false;
};

/// Reads what a `RangeEncoder` wrote. Any bytes are a code of as many bits as are asked for:
/// behind the end there are zeros.
class RangeDecoder {
  public:
    explicit RangeDecoder(std::span<const std::byte> bytes) noexcept
        : next_(bytes.data()), end_(bytes.data() + bytes.size()) {
        for (int i = 0; i < 4; ++i)
            code_ = (code_ << 8U) | take();
    }

    /// The next bit, of which the probability of being 1 is `one`. The first argument is for code
    /// that serves both directions.
    unsigned code(unsigned, std::uint32_t one) noexcept {
        assert(one > 0 && one < probability_one);
        const std::uint32_t bound = (range_ >> 16U) * one;
        unsigned bit = 0;
        if (code_ < bound) {
            range_ = bound;
            bit = 1;
        } else {
            code_ -= bound;
            range_ -= bound;
        }
        refill();
        return bit;
    }

    /// The next `count` bits.
    std::uint64_t code_raw(std::uint64_t, unsigned count) noexcept {
        assert(count <= 64);
        std::uint64_t bits = 0;
        for (unsigned left = count; left != 0;) {
            const unsigned step = left < 8 ? left : 8;
            left -= step;
            range_ >>= step;
            std::uint32_t part = code_ / range_;
            // Only where the bytes are not what an encoder writes.
            const std::uint32_t most = (1U << step) - 1;
            part = part > most ? most : part;
            code_ -= part * range_;
            bits = (bits << step) | part;
            refill();
        }
        return bits;
    }

    /// Bytes asked for beyond the end.
    [[nodiscard]] std::uint64_t missing() const noexcept { return missing_; }
    [[nodiscard]] bool at_end() const noexcept { return next_ == end_; }
    /// Bytes not asked for yet.
    [[nodiscard]] std::size_t remaining() const noexcept {
        return static_cast<std::size_t>(end_ - next_);
    }

  private:
    static constexpr std::uint32_t least_range = std::uint32_t{1} << 24U;

    void refill() noexcept {
        while (range_ < least_range) {
            range_ <<= 8U;
            code_ = (code_ << 8U) | take();
        }
    }
    std::uint32_t take() noexcept {
        if (next_ != end_) return std::to_integer<std::uint32_t>(*next_++);
        ++missing_;
        return 0;
    }

    const std::byte* next_;
    const std::byte* end_;
    std::uint64_t missing_ = 0;
    std::uint32_t range_ = 0xFFFFFFFFU;
    std::uint32_t code_ = 0;
};

}}}}  // namespace souris::v0::detail::columns

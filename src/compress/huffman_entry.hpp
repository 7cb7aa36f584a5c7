// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>

namespace souris { inline namespace v0 { namespace detail {

/// One entry of a Huffman decoder's tables, designed for a loop that mostly loads an entry, stores
/// its bytes and shifts by its bits:
///
///     bits    0..5         6..8         9..12             13..14              16..63
///     symbols their bits   their bytes  bits of the first its bytes, less 1   the bytes
///     link    0            0            next table's width                    where that begins
class HuffmanEntry {
  public:
    /// Maximum number of bytes in an entry.
    static constexpr unsigned most_bytes = 6;

    constexpr explicit HuffmanEntry(std::uint64_t packed) noexcept : packed_(packed) {}

    /// A symbol of 1 to 4 bytes, the first one lowest, with a code of `bit_count` bits in this
    /// table.
    [[nodiscard]] static constexpr HuffmanEntry symbol(std::uint32_t bytes, unsigned byte_count,
                                                       unsigned bit_count) noexcept {
        assert(byte_count >= 1 && byte_count <= 4 && std::uint64_t{bytes} >> 8 * byte_count == 0);
        assert(bit_count >= 1 && bit_count <= 15);
        return HuffmanEntry(std::uint64_t{bytes} << 16U | std::uint64_t{byte_count - 1} << 13U |
                            std::uint64_t{bit_count} << 9U | std::uint64_t{byte_count} << 6U |
                            bit_count);
    }

    /// A link to the table of 2^width entries that begins at entry `target`. While tables are being
    /// built, `target` is the node whose table is still missing.
    [[nodiscard]] static constexpr HuffmanEntry link(std::uint64_t target,
                                                     unsigned width) noexcept {
        assert(target >> 48U == 0 && width <= 15);
        return HuffmanEntry(target << 16U | std::uint64_t{width} << 9U);
    }

    /// The symbols of this entry followed by those of `next`, at most `most_bytes` in total.
    [[nodiscard]] constexpr HuffmanEntry followed_by(HuffmanEntry next) const noexcept {
        assert(!is_link() && !next.is_link() && bit_count() + next.bit_count() < 64);
        assert(byte_count() + next.byte_count() <= most_bytes);
        const std::uint64_t counts = (next.packed_ & 0x1FFU) + packed_;
        return HuffmanEntry(counts | (next.packed_ >> 16U) << (16 + 8 * byte_count()));
    }

    [[nodiscard]] constexpr std::uint64_t packed() const noexcept { return packed_; }
    [[nodiscard]] constexpr bool is_link() const noexcept { return byte_count() == 0; }

    [[nodiscard]] constexpr unsigned bit_count() const noexcept {
        return static_cast<unsigned>(packed_ & 0x3FU);
    }
    [[nodiscard]] constexpr unsigned byte_count() const noexcept {
        return static_cast<unsigned>(packed_ >> 6U & 7U);
    }
    /// The bytes, the first one lowest, with zeros above.
    [[nodiscard]] constexpr std::uint64_t bytes() const noexcept { return packed_ >> 16U; }

    [[nodiscard]] constexpr unsigned first_bit_count() const noexcept {
        return static_cast<unsigned>(packed_ >> 9U & 0xFU);
    }
    [[nodiscard]] constexpr unsigned first_byte_count() const noexcept {
        return static_cast<unsigned>(packed_ >> 13U & 3U) + 1;
    }

    [[nodiscard]] constexpr std::size_t link_target() const noexcept {
        assert(is_link());
        return static_cast<std::size_t>(packed_ >> 16U);
    }
    [[nodiscard]] constexpr unsigned link_width() const noexcept {
        assert(is_link());
        return first_bit_count();
    }

  private:
    std::uint64_t packed_;
};

}}}  // namespace souris::v0::detail

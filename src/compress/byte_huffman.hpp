// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <souris/bit_string.hpp>
#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

#include "compress/block_target.hpp"
#include "compress/huffman_code.hpp"

// Block id 3: the first byte selects one of three forms.
//
//     0                         nothing
//     1 length byte             that byte repeated
//     2 tree of bytes, bit string

namespace souris { inline namespace v0 { namespace detail {

/// `read_block_into`. On failure `cursor` is unspecified.
[[nodiscard]] Result<void, BlockError> read_byte_huffman(BlockTarget& target, Cursor& cursor,
                                                         const Limits& limits, Budget& memory,
                                                         NonCanonicalHandler* non_canonical);

/// Number of occurrences of each byte.
using ByteCounts = std::array<std::uint64_t, 256>;

/// Linear time.
[[nodiscard]] ByteCounts count_bytes(std::span<const std::byte> bytes);

/// The shortest Huffman code for some bytes; its size is known before encoding.
class ByteHuffman {
  public:
    /// The block's first byte.
    enum class Form : std::uint8_t { empty = 0, one_symbol = 1, coded = 2 };

    /// Linear in `bytes`.
    explicit ByteHuffman(std::span<const std::byte> bytes) : ByteHuffman(count_bytes(bytes)) {}
    explicit ByteHuffman(const ByteCounts& counts);

    /// Size of the block in bytes.
    [[nodiscard]] std::uint64_t size() const noexcept;

    /// Bits of the coded bytes alone.
    [[nodiscard]] std::uint64_t bit_count() const noexcept { return bit_count_; }

    /// Writes the block; `bytes` must be those that the code was made for.
    void write(Sink& sink, std::span<const std::byte> bytes) const;

  private:
    [[nodiscard]] Form form() const noexcept {
        if (leaves_.size() < 2) return leaves_.empty() ? Form::empty : Form::one_symbol;
        return Form::coded;
    }

    std::vector<HuffmanLeaf> leaves_;
    std::uint64_t byte_count_ = 0;
    std::uint64_t bit_count_ = 0;
};

}}}  // namespace souris::v0::detail

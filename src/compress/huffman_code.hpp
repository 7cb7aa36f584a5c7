// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <souris/bit_stream.hpp>
#include <souris/sink.hpp>
#include <souris/text_encoder.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// A byte or code point and its number of occurrences, at least one.
struct SymbolCount {
    std::uint32_t symbol = 0;
    std::uint64_t count = 0;
};

/// The path from a Huffman tree's root to a leaf: the first step is the lowest bit; left is 1.
class HuffmanCode {
  public:
    /// No tree made by `optimal_code` is deeper, so a `BitWriter` takes any code in one call.
    static constexpr unsigned max_length = BitWriter::max_write;

    constexpr HuffmanCode(std::uint64_t bits, unsigned length) noexcept
        : packed_(bits << 8U | length) {}
    constexpr explicit HuffmanCode(std::uint64_t packed) noexcept : packed_(packed) {}

    /// Code and length in one number, not 0 unless the code is empty.
    [[nodiscard]] constexpr std::uint64_t packed() const noexcept { return packed_; }
    [[nodiscard]] constexpr std::uint64_t bits() const noexcept { return packed_ >> 8U; }
    [[nodiscard]] constexpr unsigned length() const noexcept {
        return static_cast<unsigned>(packed_ & 0xFFU);
    }

  private:
    std::uint64_t packed_;
};

/// Room that a `BitWriter` needs for `bits` bits.
[[nodiscard]] constexpr std::size_t room_for_bits(std::uint64_t bits) noexcept {
    return static_cast<std::size_t>(bytes_for_bits(bits)) + sizeof(std::uint64_t);
}

/// A leaf of a Huffman tree.
struct HuffmanLeaf {
    std::uint32_t symbol = 0;
    HuffmanCode code{0, 0};
};

/// A symbol and the length of its code.
struct SymbolLength {
    std::uint32_t symbol = 0;
    unsigned length = 0;
};

/// The leaves of a tree with these lengths, at least two, depth first, left before right: shorter
/// codes first, and smaller symbols first among codes of equal length. The lengths must fill a
/// binary tree.
[[nodiscard]] std::vector<HuffmanLeaf> canonical_code(std::vector<SymbolLength> symbols);

/// The leaves of an optimal tree for these symbols, in the order of `canonical_code`. The code of a
/// single symbol is empty. D. A. Huffman's algorithm (1952) on sorted counts with two queues (van
/// Leeuwen 1976), O(n log n).
[[nodiscard]] std::vector<HuffmanLeaf> optimal_code(std::vector<SymbolCount> counts,
                                                    Ties ties = Ties::leaves_first);

/// Number of branches in a serialised tree between the leaves with codes `previous` and `next`.
[[nodiscard]] constexpr unsigned branches_between(HuffmanCode previous, HuffmanCode next) noexcept {
    assert(previous.bits() != next.bits());
    const auto shared = static_cast<unsigned>(std::countr_zero(previous.bits() ^ next.bits()));
    assert(shared < next.length());
    return next.length() - 1 - shared;
}

/// Writes the tree with these leaves, at least one: each branch as 0, each leaf by
/// `write_leaf(sink, symbol)`.
template <class WriteLeaf>
void write_tree(Sink& sink, std::span<const HuffmanLeaf> leaves, WriteLeaf write_leaf) {
    const HuffmanLeaf* previous = nullptr;
    for (const HuffmanLeaf& leaf : leaves) {
        unsigned branches =
            previous == nullptr ? leaf.code.length() : branches_between(previous->code, leaf.code);
        for (; branches != 0; --branches)
            sink.write_byte(0);
        write_leaf(sink, leaf.symbol);
        previous = &leaf;
    }
}

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <souris/bit_stream.hpp>
#include <souris/config.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/non_canonical.hpp>
#include <souris/result.hpp>

/// @file
/// Table-driven Huffman decoding of bits to bytes.

namespace souris { inline namespace v0 {

/// The symbols at the leaves of a Huffman tree.
enum class Alphabet : std::uint8_t {
    bytes,       ///< 256 symbols of one byte each.
    characters,  ///< Unicode scalar values, which decode to UTF-8.
};

namespace detail {

/// Output ratio of codes: `bytes` per `bits`.
struct BytesPerBits {
    std::uint32_t bytes = 1;
    std::uint32_t bits = 1;

    [[nodiscard]] friend constexpr bool operator<(const BytesPerBits& a,
                                                  const BytesPerBits& b) noexcept {
        return std::uint64_t{a.bytes} * b.bits < std::uint64_t{b.bytes} * a.bits;
    }
};

}  // namespace detail

/// A decoder for one Huffman tree of any shape.
///
/// Its tables take memory linear in the tree, and decoding takes time linear in the bits, however
/// lopsided the tree is. The tables form a level-compressed trie (Andersson and Nilsson, "Improved
/// behaviour of tries by adaptive branching", 1993): each table covers as many levels of the tree
/// as are well filled there, so frequent symbols take one lookup and a long chain of branches stays
/// small. An entry of the first table holds as many whole symbols as fit its width.
class SOURIS_EXPORT HuffmanDecoder {
  public:
    /// Room that `decode` needs to proceed; it may overwrite all of it.
    static constexpr std::size_t least_room = 32;

    /// Reads a serialised tree, depth first, left before right:
    ///
    ///     tree of characters = 0 left right | code point + 1 (Integer)
    ///     tree of bytes      = 0 left right | 1 byte
    ///
    /// Memory is charged to `memory`. On failure `cursor` is at the fault, or unspecified for
    /// `limit_exceeded`. Errors: `truncated`; `invalid_text_table` for a leaf outside the alphabet
    /// and for more leaves than it has symbols, reported as soon as the branches require that many;
    /// `limit_exceeded` for `memory`; `non_minimal_integer` if `non_canonical` does not tolerate
    /// it. Throws std::bad_alloc.
    [[nodiscard]] static Result<HuffmanDecoder, ErrorCode> read(
        Cursor& cursor, Alphabet alphabet, Budget& memory,
        NonCanonicalHandler* non_canonical = nullptr);

    /// Decodes bits until none remain or less than `least_room` of `room` is left. Returns the
    /// number of bytes written to `room`; `bits.remaining()` tells why it stopped. Call it again to
    /// continue. Errors: `incomplete_code` if the bits end inside a code, `lost_text` if the tree
    /// is a single leaf, whose codes have no bits to count.
    [[nodiscard]] Result<std::size_t, ErrorCode> decode(BitReader& bits,
                                                        std::span<std::byte> room) const;

    /// Bytes behind the bits that `decode_all` may read.
    static constexpr std::size_t slack = 8;
    /// Room that `decode_all` needs for `bit_count` bits; it may overwrite all of it.
    [[nodiscard]] static constexpr std::uint64_t room_for(std::uint64_t bit_count) noexcept {
        return 4 * bit_count + least_room;
    }

    /// Decodes all `bit_count` bits at `bits` and returns the end of the output in `out`; nullptr
    /// where `decode` returns an error. The fast path for short text: requires `slack` and
    /// `room_for` in advance instead of checking both ends.
    [[nodiscard]] std::byte* decode_all(const std::byte* bits, std::uint64_t bit_count,
                                        std::byte* out) const noexcept;

    /// Maximum number of bytes that `bit_count` bits decode to, by the densest code. Meaningless
    /// for a single leaf.
    [[nodiscard]] std::uint64_t most_bytes(std::uint64_t bit_count) const noexcept {
        assert(densest_.bits != 0);
        return bit_count / densest_.bits * densest_.bytes +
               bit_count % densest_.bits * densest_.bytes / densest_.bits;
    }

    /// Heap bytes of the decoder, as charged by `read`.
    [[nodiscard]] std::uint64_t memory() const noexcept;

    /// Leaves of the tree, at least 1.
    [[nodiscard]] std::size_t leaf_count() const noexcept { return leaf_count_; }

  private:
    HuffmanDecoder() = default;

    /// The first table, of 2^root_width_ entries, then the others. Empty for a single leaf.
    std::vector<std::uint64_t> entries_;
    unsigned root_width_ = 0;
    std::size_t leaf_count_ = 1;
    detail::BytesPerBits densest_;
};

}}  // namespace souris::v0

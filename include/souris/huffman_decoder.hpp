// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <souris/bit_stream.hpp>
#include <souris/config.hpp>
#include <souris/cursor.hpp>
#include <souris/limits.hpp>
#include <souris/oddity.hpp>
#include <souris/result.hpp>

/// @file
/// From Huffman coded bits to bytes, by table.

namespace souris::inline v0 {

/// What the leaves of a Huffman tree stand for.
enum class Alphabet : std::uint8_t {
    bytes,       ///< 256 symbols of one byte each.
    characters,  ///< Unicode scalar values, which decode to UTF-8.
};

namespace detail {

/// How much comes of codes: `bytes` of `bits`.
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
/// lopsided the tree is. They are a level-compressed trie (Andersson and Nilsson, "Improved
/// behaviour of tries by adaptive branching", 1993): each table covers as many levels of the tree
/// as are well filled there, so the frequent symbols take one lookup and a long chain of branches
/// stays small. The first table's entries hold as many whole symbols as its width reveals.
class SOURIS_EXPORT HuffmanDecoder {
  public:
    /// Room that `decode` needs in order to go on; it may write to all of it.
    static constexpr std::size_t least_room = 32;

    /// Reads a serialised tree, depth first, left before right:
    ///
    ///     tree of characters = 0 left right | code point + 1 (Integer)
    ///     tree of bytes      = 0 left right | 1 byte
    ///
    /// Memory is charged to `memory`. On failure `cursor` stands where the fault is. Errors:
    /// `truncated`; `invalid_text_table` for a leaf outside the alphabet and for more leaves than
    /// it has symbols, reported as soon as the branches demand that many; `limit_exceeded` for
    /// `memory`; `non_minimal_integer` if `oddities` does not tolerate it. Throws
    /// std::bad_alloc.
    [[nodiscard]] static Result<HuffmanDecoder, ErrorCode> read(Cursor& cursor, Alphabet alphabet,
                                                                Budget& memory,
                                                                OddityHandler* oddities = nullptr);

    /// Decodes bits until none remain or less than `least_room` of `room` is left, and returns
    /// how many bytes of `room` now count; `bits.remaining()` tells which it was. Call it again
    /// to go on. Errors: `incomplete_code` where the bits end inside a code, `lost_text` if the
    /// tree is a single leaf, whose codes have no bits to count.
    [[nodiscard]] Result<std::size_t, ErrorCode> decode(BitReader& bits,
                                                        std::span<std::byte> room) const;

    /// Bytes behind the bits that `decode_all` may read.
    static constexpr std::size_t slack = 8;
    /// Room that `decode_all` needs for so many bits; it may write to all of it.
    [[nodiscard]] static constexpr std::uint64_t room_for(std::uint64_t bit_count) noexcept {
        return 4 * bit_count + least_room;
    }

    /// Decodes all of the `bit_count` bits that begin at `bits` and returns the end of what was
    /// written to `out`; nullptr where `decode` tells an error. The quick way for short text: it
    /// asks for `slack` and `room_for` once instead of looking out for the end of either.
    [[nodiscard]] std::byte* decode_all(const std::byte* bits, std::uint64_t bit_count,
                                        std::byte* out) const noexcept;

    /// Bytes that so many bits decode to at most: no text is denser than the densest code. Of a
    /// single leaf there is no telling.
    [[nodiscard]] std::uint64_t most_bytes(std::uint64_t bit_count) const noexcept {
        return bit_count / densest_.bits * densest_.bytes +
               bit_count % densest_.bits * densest_.bytes / densest_.bits;
    }

    /// Bytes of the heap that it takes, as charged by `read`.
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

}  // namespace souris::inline v0

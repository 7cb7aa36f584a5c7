// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <souris/code_point_map.hpp>
#include <souris/config.hpp>
#include <souris/sink.hpp>

namespace souris::inline v0 {

namespace detail {
struct HuffmanLeaf;
}

/// How often each character occurs in some text.
class SOURIS_EXPORT TextFrequencies {
  public:
    /// Counts the characters of a `text` that occurs so many `times`. It must be UTF-8: the rest of
    /// a text that is not is left uncounted.
    void add(std::string_view text, std::uint64_t times = 1);

    /// The count of every character.
    [[nodiscard]] const CodePointMap<std::uint64_t>& counts() const noexcept { return counts_; }

  private:
    CodePointMap<std::uint64_t> counts_;
};

/// Which of several best codes: where a character and a group of others are equally frequent, which
/// of the two gets the longer codes.
enum class Ties : std::uint8_t {
    leaves_first,    ///< The character: lengths differ least.
    branches_first,  ///< The group: lengths differ most.
};

/// A character and how many bits its code has.
struct CodeLength {
    char32_t character = 0;
    unsigned bits = 0;
};

/// Writes strings in the Huffman code that is shortest for given frequencies, and the text table
/// that a reader needs for them.
///
/// @snippet reference_bytes.cpp text
class SOURIS_EXPORT TextEncoder {
  public:
    /// Nothing if there are fewer than two distinct characters: the codes of a single one have no
    /// bits, and its text would be lost. Takes O(n log n) for n distinct characters, and gives
    /// the same code for the same frequencies everywhere.
    [[nodiscard]] static std::optional<TextEncoder> build(const TextFrequencies& frequencies,
                                                          Ties ties = Ties::leaves_first);

    /// The code with given lengths, of 1 to 56 bits, for two characters or more, each named once.
    /// They must fill a binary tree: their 2^-bits add up to 1.
    [[nodiscard]] static TextEncoder with_lengths(std::span<const CodeLength> lengths);

    /// Bits of a character's code, 0 if it has none.
    [[nodiscard]] unsigned code_length(char32_t character) const noexcept;

    /// Calls `visit(character, bits)` for every character that has a code, in ascending order.
    template <class Visit>
    void for_each_length(Visit visit) const {
        codes_.for_each(
            [&](char32_t character, std::uint64_t) { visit(character, code_length(character)); });
    }

    /// Bytes that `write_table` writes.
    [[nodiscard]] std::size_t table_size() const noexcept { return table_.size(); }

    /// Writes the text table.
    void write_table(Sink& sink) const { sink.write_bytes(table_); }

    /// Bits that `text` takes without their count, or nothing if it holds a character without a
    /// code or is not UTF-8. A string of bits that are not
    /// `is_portable_bit_count` had better be written raw.
    [[nodiscard]] std::optional<std::uint64_t> size_in_bits(std::string_view text) const noexcept;

    /// Writes `text` as a bit string of `bits` bits, which must be what `size_in_bits` says of it.
    void write(Sink& sink, std::string_view text, std::uint64_t bits) const;

  private:
    /// The leaves of the tree, depth first.
    explicit TextEncoder(std::span<const detail::HuffmanLeaf> leaves);

    /// A code as in `HuffmanCode::packed`; 0 for a character without one.
    CodePointMap<std::uint64_t> codes_;
    Bytes table_;
};

}  // namespace souris::inline v0

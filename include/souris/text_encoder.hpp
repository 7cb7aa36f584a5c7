// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <souris/config.hpp>
#include <souris/detail/code_point_map.hpp>
#include <souris/sink.hpp>

namespace souris { inline namespace v0 {

namespace detail {
struct HuffmanLeaf;
}

/// Frequencies of characters in some text.
class SOURIS_EXPORT TextFrequencies {
  public:
    /// Counts the characters of `text`, each `times` times. Stops at the first byte that is not
    /// UTF-8.
    void add(std::string_view text, std::uint64_t times = 1);

    /// The count of every character.
    [[nodiscard]] const CodePointMap<std::uint64_t>& counts() const noexcept { return counts_; }

  private:
    CodePointMap<std::uint64_t> counts_;
};

/// Choice among equally short codes: if a character and a group of characters are equally frequent,
/// one of the two gets the longer codes.
enum class Ties : std::uint8_t {
    leaves_first,    ///< The character: lengths differ least.
    branches_first,  ///< The group: lengths differ most.
};

/// A character and the number of bits of its code.
struct CodeLength {
    char32_t character = 0;
    unsigned bits = 0;
};

/// Writes strings in the shortest Huffman code for given frequencies, and the text table that
/// readers need.
///
/// @snippet reference_bytes.cpp text
class SOURIS_EXPORT TextEncoder {
  public:
    /// Empty if there are fewer than two distinct characters: the code of a single one has no bits,
    /// so its text would be lost. Takes O(n log n) for n distinct characters. The code depends only
    /// on the frequencies, on every platform.
    [[nodiscard]] static std::optional<TextEncoder> build(const TextFrequencies& frequencies,
                                                          Ties ties = Ties::leaves_first);

    /// The code with given lengths of 1 to 56 bits, for at least two distinct characters. The
    /// lengths must fill a binary tree: the sum of 2^-bits is 1.
    [[nodiscard]] static TextEncoder with_lengths(std::span<const CodeLength> lengths);

    /// Bits of a character's code, 0 if it has none.
    [[nodiscard]] unsigned code_length(char32_t character) const noexcept;

    /// Calls `visit(character, bits)` for every character that has a code, in ascending order.
    template <class Visit>
    void for_each_length(Visit visit) const {
        codes_.for_each(
            [&](char32_t character, std::uint64_t) { visit(character, code_length(character)); });
    }

    /// Size of the text table in bytes.
    [[nodiscard]] std::size_t table_size() const noexcept { return table_.size(); }

    /// Writes the text table.
    void write_table(Sink& sink) const { sink.write_bytes(table_); }

    /// Size of the coded `text` in bits without the bit count; empty if a character has no code or
    /// the text is not UTF-8. If the size is not `is_portable_bit_count`, the string should be
    /// written uncoded.
    [[nodiscard]] std::optional<std::uint64_t> size_in_bits(std::string_view text) const noexcept;

    /// Writes `text` as a bit string; `bits` must be the result of `size_in_bits`.
    void write(Sink& sink, std::string_view text, std::uint64_t bits) const;

  private:
    /// The leaves of the tree, depth first.
    explicit TextEncoder(std::span<const detail::HuffmanLeaf> leaves);

    /// A code as in `HuffmanCode::packed`; 0 for a character without one.
    CodePointMap<std::uint64_t> codes_;
    Bytes table_;
};

}}  // namespace souris::v0

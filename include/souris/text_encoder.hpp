// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <souris/code_point_map.hpp>
#include <souris/sink.hpp>

namespace souris {

/// How often each character occurs in some text.
class TextFrequencies {
  public:
    /// Counts the characters of `text`, which must be UTF-8: the rest of a text that is not is
    /// left uncounted.
    void add(std::string_view text);

    /// The count of every character.
    [[nodiscard]] const CodePointMap<std::uint64_t>& counts() const noexcept { return counts_; }

  private:
    CodePointMap<std::uint64_t> counts_;
};

/// Writes strings in the Huffman code that is shortest for given frequencies, and the text table
/// that a reader needs for them.
class TextEncoder {
  public:
    /// Nothing if there are fewer than two distinct characters: the codes of a single one have no
    /// bits, and its text would be lost. Takes O(n log n) for n distinct characters, and gives
    /// the same code for the same frequencies everywhere.
    [[nodiscard]] static std::optional<TextEncoder> build(const TextFrequencies& frequencies);

    /// Bytes that `write_table` writes.
    [[nodiscard]] std::size_t table_size() const noexcept { return table_.size(); }

    /// Writes the text table.
    void write_table(Sink& sink) const { sink.write_bytes(table_); }

    /// Bits that `text` takes without their count, or nothing if it holds a character without a
    /// code or is not UTF-8. Beyond `max_portable_bits` a string had better be written raw.
    [[nodiscard]] std::optional<std::uint64_t> size_in_bits(std::string_view text) const noexcept;

    /// Writes `text` as a bit string of `bits` bits, which must be what `size_in_bits` says of it.
    void write(Sink& sink, std::string_view text, std::uint64_t bits) const;

  private:
    TextEncoder() = default;

    /// A code as in `HuffmanCode::packed`; 0 for a character without one.
    CodePointMap<std::uint64_t> codes_;
    Bytes table_;
};

}  // namespace souris

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include <souris/cursor.hpp>

namespace souris { inline namespace v0 { namespace detail {

// docs/format.md, appendix A.

/// The value of a token's half that marks a length as continued.
inline constexpr unsigned lz4_extended_nibble = 15;
/// A match is longer than its encoded length by this.
inline constexpr std::size_t lz4_least_match = 4;

/// A step of an LZ4 block: literals, then a match; the last one has no match.
struct Lz4Sequence {
    std::size_t literal_count = 0;
    /// 0 at the end of the block.
    std::size_t match_length = 0;
    /// Distance of the match backwards.
    std::size_t offset = 0;
    /// Bytes of the sequence in the block, without the literals.
    std::size_t overhead = 0;
};

/// Parses a block into sequences, to analyse LZ4's result or the positions it refers to.
class Lz4SequenceReader {
  public:
    /// `block` must come from `pack_lz4` or have been unpacked by liblz4, since nothing is checked
    /// here. Must outlive this object.
    explicit Lz4SequenceReader(std::span<const std::byte> block) noexcept : cursor_(block) {}

    /// Empty after the last one.
    [[nodiscard]] std::optional<Lz4Sequence> next();

  private:
    [[nodiscard]] std::size_t read_length(std::size_t nibble);

    Cursor cursor_;
};

}}}  // namespace souris::v0::detail

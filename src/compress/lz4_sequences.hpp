// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include <souris/cursor.hpp>

namespace souris::inline v0::detail {

// docs/format.md, appendix A.

/// The half of a token that says that the length goes on behind it.
inline constexpr unsigned lz4_extended_nibble = 15;
/// A match is longer by this than its length says.
inline constexpr std::size_t lz4_least_match = 4;

/// A step of an LZ4 block: literals, then a match; the last one has no match.
struct Lz4Sequence {
    std::size_t literal_count = 0;
    /// 0 at the end of the block.
    std::size_t match_length = 0;
    /// How far back the match stands.
    std::size_t offset = 0;
    /// Bytes of the block that it takes besides the literals.
    std::size_t overhead = 0;
};

/// Takes a block apart, to see what LZ4 made of its input, or what it refers to.
class Lz4SequenceReader {
  public:
    /// `block` is what `pack_lz4` made or liblz4 has unpacked: nothing is checked here. Must
    /// outlive this.
    explicit Lz4SequenceReader(std::span<const std::byte> block) noexcept : cursor_(block) {}

    /// Nothing behind the last.
    [[nodiscard]] std::optional<Lz4Sequence> next();

  private:
    [[nodiscard]] std::size_t read_length(std::size_t nibble);

    Cursor cursor_;
};

}  // namespace souris::inline v0::detail

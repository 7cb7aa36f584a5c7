// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <souris/cursor.hpp>

namespace souris { inline namespace v0 { namespace detail {

// docs/format.md, appendix A.

/// A step of an LZ4 block: literals, then a match; the last one has no match.
struct Lz4Sequence {
    std::span<const std::byte> literals;
    /// 0 at the end of the block.
    std::uint64_t match_length = 0;
    /// Distance of the match backwards; 0 if there is none, or in a forged block.
    std::size_t offset = 0;
    /// Bytes of the sequence in the block, without the literals.
    std::size_t overhead = 0;
};

/// Parses a block into sequences: to analyse LZ4's result or the positions it refers to, or to
/// unpack what there is of a damaged block.
class Lz4SequenceReader {
  public:
    /// `block` must outlive this object. If it ends within a sequence, that is the last one and has
    /// the literals that are present, but no match. Nothing else is checked here.
    explicit Lz4SequenceReader(std::span<const std::byte> block) noexcept : cursor_(block) {}

    /// Empty after the last one.
    [[nodiscard]] std::optional<Lz4Sequence> next();

  private:
    [[nodiscard]] bool read_length(unsigned nibble, std::uint64_t& length);
    void read_match(unsigned nibble, Lz4Sequence& sequence);

    Cursor cursor_;
};

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#include "compress/lz4_sequences.hpp"

#include <algorithm>
#include <cassert>

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// The value of a token's half that marks a length as continued.
constexpr unsigned lz4_extended_nibble = 15;
/// A match is longer than its encoded length by this.
constexpr std::uint64_t lz4_least_match = 4;

}  // namespace

/// Reads a length whose first part is in the token. False if the block ends before.
inline bool Lz4SequenceReader::read_length(unsigned nibble, std::uint64_t& length) {
    assert(nibble <= lz4_extended_nibble);
    length = nibble;
    if (nibble != lz4_extended_nibble) [[likely]]
        return true;
    for (;;) {
        const auto byte = cursor_.read_byte();
        if (!byte) return false;
        length += *byte;
        if (*byte != 0xFF) return true;
    }
}

/// Adds the match, unless the block ends before or within it.
inline void Lz4SequenceReader::read_match(unsigned nibble, Lz4Sequence& sequence) {
    const auto offset = cursor_.read_little_endian<std::uint16_t>();
    std::uint64_t length = 0;
    if (!offset || !read_length(nibble, length)) return;
    sequence.offset = *offset;
    sequence.match_length = length + lz4_least_match;
}

std::optional<Lz4Sequence> Lz4SequenceReader::next() {
    const std::size_t start = cursor_.offset();
    const auto token = cursor_.read_byte();
    if (!token) return std::nullopt;
    std::uint64_t literal_count = 0;
    if (!read_length(*token >> 4U, literal_count)) return std::nullopt;
    Lz4Sequence sequence;
    const auto present = std::min<std::uint64_t>(literal_count, cursor_.remaining());
    sequence.literals = *cursor_.read_bytes(static_cast<std::size_t>(present));
    read_match(*token & 0x0FU, sequence);
    // What is left of a damaged block is no sequence.
    if (sequence.match_length == 0) (void)cursor_.read_bytes(cursor_.remaining());
    sequence.overhead = cursor_.offset() - start - sequence.literals.size();
    return sequence;
}

}}}  // namespace souris::v0::detail

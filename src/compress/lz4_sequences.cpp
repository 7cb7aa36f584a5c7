// SPDX-License-Identifier: MIT
#include "compress/lz4_sequences.hpp"

#include <cassert>

namespace souris { inline namespace v0 { namespace detail {

/// Reads a length whose first part is in the token.
std::size_t Lz4SequenceReader::read_length(std::size_t nibble) {
    assert(nibble <= lz4_extended_nibble);
    std::size_t length = nibble;
    if (nibble == lz4_extended_nibble) {
        std::uint8_t byte = 0xFF;
        while (byte == 0xFF) {
            assert(!cursor_.at_end());
            byte = *cursor_.read_byte();
            length += byte;
        }
    }
    return length;
}

std::optional<Lz4Sequence> Lz4SequenceReader::next() {
    if (cursor_.at_end()) return std::nullopt;
    const std::size_t start = cursor_.offset();
    const std::uint8_t token = *cursor_.read_byte();
    Lz4Sequence sequence;
    sequence.literal_count = read_length(token >> 4U);
    assert(sequence.literal_count <= cursor_.remaining());
    (void)cursor_.read_bytes(sequence.literal_count);
    if (!cursor_.at_end()) {
        assert(cursor_.remaining() >= sizeof(std::uint16_t));
        sequence.offset = *cursor_.read_little_endian<std::uint16_t>();
        sequence.match_length = read_length(token & 0x0FU) + lz4_least_match;
    }
    sequence.overhead = cursor_.offset() - start - sequence.literal_count;
    return sequence;
}

}}}  // namespace souris::v0::detail

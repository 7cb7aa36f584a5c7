// SPDX-License-Identifier: MIT
#include "reference/lz4.hpp"

#include <cstdint>

namespace souris::reference {

namespace {

// Rules for the end of a block. At least a token and the last literals follow a match.
constexpr std::size_t least_before_match = 12;
constexpr std::size_t last_literals = 5;
constexpr std::size_t least_behind_match = 1 + last_literals;

/// A length: a nibble and the bytes that extend it.
std::uint64_t read_extended(Reader& block, unsigned nibble) {
    std::uint64_t length = nibble;
    if (nibble != 15) return length;
    unsigned more = 0;
    do {
        more = block.read_byte();
        length += more;
    } while (more == 255);
    return length;
}

}  // namespace

std::vector<std::byte> read_lz4_block(Reader& reader, ByteView packed, std::size_t unpacked) {
    std::vector<std::byte> output;
    Reader block(packed, reader.options());
    bool has_late_match = false;
    while (true) {
        const unsigned token = block.read_byte();
        const ByteView literals = block.read_bytes(read_extended(block, token / 16));
        output.insert(output.end(), literals.begin(), literals.end());
        if (output.size() > unpacked) block.fail(ErrorCode::bad_block);
        if (block.failed() || block.left() == 0) break;

        if (unpacked - output.size() < least_before_match) block.fail(ErrorCode::bad_block);
        const std::uint64_t offset = block.read_word(2);
        const std::uint64_t length = read_extended(block, token % 16) + 4;
        has_late_match = has_late_match || block.left() < least_behind_match;
        if (offset == 0 || offset > output.size() ||
            length + last_literals > unpacked - output.size()) {
            block.fail(ErrorCode::bad_block);
        }
        if (block.failed()) break;
        for (std::uint64_t i = 0; i < length; ++i)
            output.push_back(output[output.size() - static_cast<std::size_t>(offset)]);
    }
    if (block.failed()) {
        reader.fail(ErrorCode::bad_block);
    } else if (output.size() != unpacked) {
        reader.fail_for_size(has_late_match);
    }
    return output;
}

}  // namespace souris::reference

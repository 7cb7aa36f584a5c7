// SPDX-License-Identifier: MIT
#include "reference/zstd.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <optional>

#include <xxhash.h>
#include <zstd.h>
#include <zstd_errors.h>

namespace souris::reference {

namespace {

using Output = std::vector<std::byte>;

struct Header {
    std::uint64_t window = 0;
    std::optional<std::uint64_t> content_size;
    bool has_checksum = false;
};

Header read_header(Reader& frame) {
    Header header;
    if (frame.read_word(4) != 0xFD2FB528U) frame.fail(ErrorCode::bad_block);
    const unsigned descriptor = frame.read_byte();
    // A reserved bit, and the two of a dictionary's id.
    if ((descriptor & 0x0BU) != 0) frame.fail(ErrorCode::bad_block);
    header.has_checksum = (descriptor & 0x04U) != 0;
    const bool is_single_segment = (descriptor & 0x20U) != 0;
    if (!is_single_segment) {
        const unsigned window = frame.read_byte();
        const std::uint64_t power = std::uint64_t{1} << (10 + window / 8);
        header.window = power + power / 8 * (window % 8);
    }
    const unsigned kind = descriptor >> 6U;
    if (kind != 0 || is_single_segment) {
        header.content_size = frame.read_word(std::size_t{1} << kind);
        if (kind == 1) *header.content_size += 256;
    }
    if (is_single_segment) header.window = *header.content_size;
    if (header.window > std::uint64_t{1} << 27U) frame.fail(ErrorCode::bad_block);
    return header;
}

/// Returns the most that the blocks can yield.
std::uint64_t read_blocks(Reader& frame, const Header& header) {
    const std::uint64_t largest = std::min<std::uint64_t>(header.window, 128U * 1024);
    std::uint64_t most = 0;
    for (bool is_last = false; !is_last && !frame.failed();) {
        const std::uint64_t word = frame.read_word(3);
        is_last = word % 2 != 0;
        const std::uint64_t type = word / 2 % 4;
        const std::uint64_t size = word / 8;
        if (type == 3 || size > largest) frame.fail(ErrorCode::bad_block);
        frame.read_bytes(type == 1 ? 1 : size);
        most += type == 2 ? largest : size;
    }
    return most;
}

}  // namespace

std::vector<std::byte> read_zstd_frame(Reader& reader, ByteView packed, std::size_t unpacked) {
    Reader frame(packed, reader.options());
    const Header header = read_header(frame);
    const std::size_t blocks_at = frame.position();
    const std::uint64_t most = read_blocks(frame, header);
    const std::size_t blocks_end = frame.position();
    const std::uint64_t checksum = header.has_checksum ? frame.read_word(4) : 0;
    if (frame.failed() || frame.left() != 0) {
        reader.fail(ErrorCode::bad_block);
        return {};
    }
    if (unpacked > most || header.content_size.value_or(unpacked) != unpacked) {
        reader.fail(ErrorCode::size_mismatch);
        return {};
    }

    // The same blocks in a frame that states neither size nor checksum, with the greatest window.
    constexpr std::uint8_t plain_header[] = {0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x88};
    Output plain(std::size(plain_header) + (blocks_end - blocks_at));
    std::memcpy(plain.data(), plain_header, std::size(plain_header));
    std::memcpy(plain.data() + std::size(plain_header), packed.data() + blocks_at,
                blocks_end - blocks_at);
    // One byte more, since libzstd wants an address even for no bytes.
    Output output(unpacked + 1);
    const std::size_t size = ZSTD_decompress(output.data(), unpacked, plain.data(), plain.size());
    if (ZSTD_isError(size) != 0) {
        if (ZSTD_getErrorCode(size) == ZSTD_error_dstSize_tooSmall) {
            reader.fail_for_size(true);
        } else {
            reader.fail(ErrorCode::bad_block);
        }
        return {};
    }
    if (header.has_checksum && (XXH64(output.data(), size, 0) & 0xFFFF'FFFFU) != checksum) {
        reader.fail(ErrorCode::bad_block);
    } else if (size != unpacked) {
        reader.fail_for_size(header.content_size.has_value());
    }
    output.resize(unpacked);
    return output;
}

}  // namespace souris::reference

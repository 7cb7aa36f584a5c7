// SPDX-License-Identifier: MIT
#include "compress/zstd_frame.hpp"

#include <algorithm>
#include <cassert>

#include "base/return_if_error.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

constexpr std::uint32_t zstd_magic = 0xFD2F'B528;
constexpr std::size_t zstd_checksum_size = 4;

/// The types of a block; there is no other than 3, which is reserved.
enum class ZstdBlockType : std::uint8_t { raw, repeated, compressed, reserved };

/// The failure of whatever is missing: a frame that is cut is as bad as one that is wrong.
auto bad_frame() {
    return failure(ErrorCode::bad_block);
}

/// An unsigned number of 1, 2, 4 or 8 bytes.
Result<std::uint64_t, ErrorCode> read_frame_number(Cursor& cursor, std::size_t size) {
    assert(size == 1 || size == 2 || size == 4 || size == 8);
    const auto bytes = cursor.read_bytes(size);
    if (!bytes) return bad_frame();
    std::uint64_t number = 0;
    for (std::size_t i = size; i-- > 0;)
        number = number << 8U | std::to_integer<std::uint64_t>((*bytes)[i]);
    return number;
}

/// The window of a frame that is not a single segment: a power of two and eighths of it.
std::uint64_t window_of(std::uint64_t descriptor) noexcept {
    constexpr unsigned least_bits = 10;
    const std::uint64_t power = std::uint64_t{1} << (least_bits + (descriptor >> 3U));
    return power + power / 8 * (descriptor & 7U);
}

}  // namespace

std::size_t ZstdHeader::most_in_block() const noexcept {
    return static_cast<std::size_t>(std::min<std::uint64_t>(window, max_zstd_block));
}

Result<ZstdHeader, ErrorCode> read_zstd_header(Cursor& cursor) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t begin,
                            read_frame_number(cursor, sizeof zstd_magic));
    if (begin != zstd_magic) return bad_frame();
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t descriptor, read_frame_number(cursor, 1));
    constexpr unsigned reserved = 0b1000;
    constexpr unsigned dictionary_id = 0b11;
    if ((descriptor & (reserved | dictionary_id)) != 0) return bad_frame();

    ZstdHeader header;
    header.has_checksum = (descriptor & 0b100U) != 0;
    const bool is_single_segment = (descriptor & 0b10'0000U) != 0;
    if (!is_single_segment) {
        SOURIS_ASSIGN_OR_RETURN(const std::uint64_t window, read_frame_number(cursor, 1));
        header.window = window_of(window);
    }
    const std::size_t size_of_size = std::size_t{1} << (descriptor >> 6U);
    if (size_of_size != 1 || is_single_segment) {
        SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, read_frame_number(cursor, size_of_size));
        // Two bytes begin where one ends.
        constexpr std::uint64_t least_of_two = 256;
        header.content_size = size_of_size == 2 ? size + least_of_two : size;
    }
    if (is_single_segment) header.window = *header.content_size;
    if (header.window > max_zstd_window) return bad_frame();
    return header;
}

Result<ZstdBlock, ErrorCode> read_zstd_block(Cursor& cursor, const ZstdHeader& header) {
    const auto bytes = cursor.read_bytes(zstd_block_header_size);
    if (!bytes) return bad_frame();
    const auto byte = [&](std::size_t i) { return std::to_integer<std::uint32_t>((*bytes)[i]); };
    const std::uint32_t number = byte(0) | byte(1) << 8U | byte(2) << 16U;
    const std::size_t size = number >> 3U;
    const std::size_t most = header.most_in_block();
    // libzstd would take a longer run.
    if (size > most) return bad_frame();
    const bool is_last = (number & 1U) != 0;
    switch (static_cast<ZstdBlockType>(number >> 1U & 3U)) {
        case ZstdBlockType::raw:
            return ZstdBlock{size, size, is_last};
        case ZstdBlockType::repeated:
            return ZstdBlock{1, size, is_last};
        case ZstdBlockType::compressed:
            return ZstdBlock{size, most, is_last};
        case ZstdBlockType::reserved:
            break;
    }
    return bad_frame();
}

Result<ZstdFrame, ErrorCode> read_zstd_frame(std::span<const std::byte> packed) {
    Cursor cursor(packed);
    ZstdFrame frame;
    SOURIS_ASSIGN_OR_RETURN(frame.header, read_zstd_header(cursor));
    for (bool is_last = false; !is_last;) {
        SOURIS_ASSIGN_OR_RETURN(const ZstdBlock block, read_zstd_block(cursor, frame.header));
        if (!cursor.read_bytes(block.size)) return bad_frame();
        frame.most += block.most;
        is_last = block.is_last;
    }
    if (frame.header.has_checksum && !cursor.read_bytes(zstd_checksum_size)) return bad_frame();
    if (!cursor.at_end()) return bad_frame();
    return frame;
}

}}}  // namespace souris::v0::detail

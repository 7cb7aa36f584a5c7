// SPDX-License-Identifier: MIT
#include "compress/literal_block.hpp"

#include <algorithm>
#include <cstdint>

namespace souris { inline namespace v0 { namespace detail {

Bytes literal_lz4(std::span<const std::byte> bytes) {
    if (bytes.empty()) return {};
    // The token holds four bits of length; the rest follows in bytes, of which the last is below
    // 255.
    constexpr std::size_t in_token = 15;
    constexpr std::size_t in_byte = 255;
    Sink sink;
    sink.write_byte(static_cast<std::uint8_t>(std::min(bytes.size(), in_token) << 4U));
    if (bytes.size() >= in_token) {
        std::size_t left = bytes.size() - in_token;
        for (; left >= in_byte; left -= in_byte)
            sink.write_byte(in_byte);
        sink.write_byte(static_cast<std::uint8_t>(left));
    }
    sink.write_bytes(bytes);
    return sink.take();
}

Bytes literal_brotli(std::span<const std::byte> bytes) {
    // RFC 7932, bits from the lowest. One 0 selects a window of 64 KiB. Each meta-block: 0 for not
    // last, 00 for a length of four nibbles, the length minus one, 1 for uncompressed, and zeros up
    // to the next byte. At the end 11, for a last and empty meta-block.
    constexpr std::size_t most = std::size_t{1} << 16U;
    constexpr unsigned length_at = 3;
    unsigned shift = 1;
    Sink sink;
    while (!bytes.empty()) {
        const std::size_t size = std::min(bytes.size(), most);
        const std::size_t header = ((most | (size - 1)) << length_at) << shift;
        for (unsigned at = 0; at < 24; at += 8)
            sink.write_byte(static_cast<std::uint8_t>(header >> at));
        sink.write_bytes(bytes.first(size));
        bytes = bytes.subspan(size);
        shift = 0;
    }
    sink.write_byte(static_cast<std::uint8_t>(0b11U << shift));
    return sink.take();
}

Bytes literal_zstd(std::span<const std::byte> bytes) {
    // RFC 8878, 3.1.1: the magic number, a descriptor that announces nothing, a window of 128 KiB.
    // Each block: 1 for the last one, 00 for raw, the length.
    constexpr std::size_t most = std::size_t{1} << 17U;
    constexpr unsigned length_at = 3;
    Sink sink;
    constexpr std::uint8_t begin[] = {0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38};
    sink.write_bytes(std::as_bytes(std::span(begin)));
    for (bool is_last = false; !is_last;) {
        const std::size_t size = std::min(bytes.size(), most);
        is_last = size == bytes.size();
        const std::size_t header = size << length_at | std::size_t{is_last};
        for (unsigned at = 0; at < 24; at += 8)
            sink.write_byte(static_cast<std::uint8_t>(header >> at));
        sink.write_bytes(bytes.first(size));
        bytes = bytes.subspan(size);
    }
    return sink.take();
}

}}}  // namespace souris::v0::detail

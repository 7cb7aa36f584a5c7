// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <lzma.h>
#include <zstd.h>

namespace souris::bench {

using ByteView = std::span<const std::uint8_t>;

/// Bytes that general compressors make of others.
inline std::size_t zstd_size(ByteView bytes, int level) {
    std::vector<char> out(ZSTD_compressBound(bytes.size()));
    return ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), level);
}

/// xz -9.
inline std::size_t xz_size(ByteView bytes) {
    constexpr std::uint32_t level = 9;
    std::vector<std::uint8_t> out(lzma_stream_buffer_bound(bytes.size()));
    std::size_t size = 0;
    lzma_easy_buffer_encode(level, LZMA_CHECK_CRC64, nullptr, bytes.data(), bytes.size(),
                            out.data(), &size, out.size());
    return size;
}

}  // namespace souris::bench

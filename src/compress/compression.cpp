// SPDX-License-Identifier: MIT
#include <souris/compression.hpp>

namespace souris::inline v0 {

std::string_view name_of(Compression compression) noexcept {
    switch (compression) {
        case Compression::stored:
            return "stored";
        case Compression::run_length:
            return "run_length";
        case Compression::lz4:
            return "lz4";
        case Compression::huffman:
            return "huffman";
        case Compression::brotli:
            return "brotli";
    }
    return "unknown";
}

bool is_supported(Compression compression) noexcept {
    switch (compression) {
        case Compression::stored:
        case Compression::run_length:
        case Compression::huffman:
            return true;
        case Compression::lz4:
#if defined(SOURIS_NO_LZ4)
            return false;
#else
            return true;
#endif
        case Compression::brotli:
#if defined(SOURIS_NO_BROTLI)
            return false;
#else
            return true;
#endif
    }
    return false;
}

}  // namespace souris::inline v0

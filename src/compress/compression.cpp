// SPDX-License-Identifier: MIT
#include <souris/compression.hpp>

namespace souris { inline namespace v0 {

namespace {

#if defined(SOURIS_NO_LZ4)
constexpr bool has_lz4 = false;
#else
constexpr bool has_lz4 = true;
#endif

#if defined(SOURIS_NO_BROTLI)
constexpr bool has_brotli = false;
#else
constexpr bool has_brotli = true;
#endif

#if defined(SOURIS_NO_ZSTD)
constexpr bool has_zstd = false;
#else
constexpr bool has_zstd = true;
#endif

#if defined(SOURIS_NO_COLUMNS)
constexpr bool has_columns = false;
#else
constexpr bool has_columns = true;
#endif

}  // namespace

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
        case Compression::zstd:
            return "zstd";
        case Compression::columns:
            return "columns";
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
            return has_lz4;
        case Compression::brotli:
            return has_brotli;
        case Compression::zstd:
            return has_zstd;
        case Compression::columns:
            return has_columns;
    }
    return false;
}

}}  // namespace souris::v0

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

#include <souris/config.hpp>
#include <souris/layout.hpp>

namespace souris { inline namespace v0 {

/// How a block of bytes is packed. The number is the id in the file.
enum class Compression : std::uint8_t {
    stored = 0,
    run_length = 1,
    lz4 = 2,
    huffman = 3,  ///< Huffman codes of single bytes.
    brotli = 4,   ///< An extension that sourisdb refuses.
    zstd = 5,     ///< Another one.
    columns = 6,  ///< Values taken apart into columns; the third one.
};

/// The name as it is spelled in the source, such as "run_length". Static storage.
[[nodiscard]] SOURIS_EXPORT std::string_view name_of(Compression compression) noexcept;

/// Whether this build of the library unpacks `compression`: LZ4, Brotli, zstd and columns are
/// optional. An unsupported packing gives `unsupported_compression` when read and is never chosen
/// when writing.
[[nodiscard]] SOURIS_EXPORT bool is_supported(Compression compression) noexcept;

/// Whether sourisdb reads `compression` in files of `layout`.
[[nodiscard]] constexpr bool is_portable(Compression compression, Layout layout) noexcept {
    return compression <= (layout == Layout::v1 ? Compression::run_length : Compression::huffman);
}

/// Whether `layout` has `compression`: the packings that sourisdb reads, and in v2 the extensions.
[[nodiscard]] constexpr bool is_known(Compression compression, Layout layout) noexcept {
    return is_portable(compression, layout) ||
           (layout == Layout::v2 && compression <= Compression::columns);
}

}}  // namespace souris::v0

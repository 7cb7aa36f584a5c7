// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/sink.hpp>

// The output of a build without a codec's library when that codec is requested: blocks that every
// reader with the library accepts, and that are never shorter than the uncompressed bytes.

namespace souris { inline namespace v0 { namespace detail {

/// `bytes` as an LZ4 block of one sequence without a match. Empty only for no bytes.
[[nodiscard]] Bytes literal_lz4(std::span<const std::byte> bytes);

/// `bytes` as a Brotli stream of uncompressed meta-blocks.
[[nodiscard]] Bytes literal_brotli(std::span<const std::byte> bytes);

/// `bytes` as a zstd frame of raw blocks.
[[nodiscard]] Bytes literal_zstd(std::span<const std::byte> bytes);

}}}  // namespace souris::v0::detail

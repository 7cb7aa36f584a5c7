// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <souris/cursor.hpp>
#include <souris/result.hpp>

// The headers in a zstd frame (RFC 8878, section 3.1.1), which tell how much it can unpack to
// before anything is unpacked. What is inside of its blocks is libzstd's business.

namespace souris { inline namespace v0 { namespace detail {

/// The greatest window of a frame, 128 MiB: the most that libzstd's streaming decoder takes if
/// nobody tells it otherwise.
inline constexpr std::uint64_t max_zstd_window = std::uint64_t{1} << 27U;

/// No block of a frame unpacks to more.
inline constexpr std::size_t max_zstd_block = std::size_t{128} * 1024;

/// What stands before the blocks of a frame.
struct ZstdHeader {
    /// Bytes that a match may reach back.
    std::uint64_t window = 0;
    /// Bytes that the frame claims to unpack to, if it says so.
    std::optional<std::uint64_t> content_size;
    bool has_checksum = false;

    /// Bytes that one block may unpack to.
    [[nodiscard]] std::size_t most_in_block() const noexcept;
};

/// Errors: `bad_block`, also for what a block must not contain: a skippable frame, one of an older
/// version, the id of a dictionary, and a window beyond `max_zstd_window`.
[[nodiscard]] Result<ZstdHeader, ErrorCode> read_zstd_header(Cursor& cursor);

/// The header of a block of a frame.
struct ZstdBlock {
    /// Bytes that follow its header.
    std::size_t size = 0;
    /// Bytes that it unpacks to, or for a compressed block the most.
    std::size_t most = 0;
    bool is_last = false;
};

/// Bytes of the header of a block.
inline constexpr std::size_t zstd_block_header_size = 3;

/// Errors: `bad_block`.
[[nodiscard]] Result<ZstdBlock, ErrorCode> read_zstd_block(Cursor& cursor,
                                                           const ZstdHeader& header);

/// A whole frame.
struct ZstdFrame {
    ZstdHeader header;
    /// The most that its blocks can unpack to.
    std::uint64_t most = 0;
};

/// Checks all headers of `packed`, which must be exactly one frame. Errors: `bad_block`.
[[nodiscard]] Result<ZstdFrame, ErrorCode> read_zstd_frame(std::span<const std::byte> packed);

}}}  // namespace souris::v0::detail

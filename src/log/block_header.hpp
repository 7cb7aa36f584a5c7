// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

// The header of a block of a record log (docs/log-format.md):
//
//      0  marker           8 bytes
//      8  version          1
//      9  flags            bit 0: the content begins with the records' lengths
//     10  zero             2 bytes
//     12  record count     u32
//     16  id of the log    u64
//     24  first record     u64, its number
//     32  content size     u32
//     36  content hash     u64
//     44  header hash      u64, of the bytes before it

namespace souris { inline namespace v0 { namespace detail {

inline constexpr std::size_t block_header_size = 52;
inline constexpr std::uint8_t log_version = 1;

/// Numbers of records are below this, so that none wraps around.
inline constexpr std::uint64_t most_records = std::uint64_t{1} << 63U;

struct BlockHeader {
    std::uint64_t log_id = 0;
    /// The number of the first record. The others follow one by one.
    std::uint64_t first_record = 0;
    std::uint32_t record_count = 0;
    /// Bytes after the header, as they are in the file. 0 if there are no records.
    std::uint32_t content_size = 0;
    /// Of the bytes after the header.
    std::uint64_t content_hash = 0;
    bool has_lengths = false;

    /// The number after the last record's.
    [[nodiscard]] std::uint64_t end_record() const noexcept { return first_record + record_count; }

    friend bool operator==(const BlockHeader&, const BlockHeader&) = default;
};

/// XXH3-64.
[[nodiscard]] std::uint64_t hash_of(std::span<const std::byte> bytes,
                                    std::uint64_t seed = 0) noexcept;

[[nodiscard]] std::array<std::byte, block_header_size> bytes_of(const BlockHeader& header) noexcept;

/// The header that `bytes` begins with; nothing if it does not begin with one, whole and sound.
[[nodiscard]] std::optional<BlockHeader> read_block_header(
    std::span<const std::byte> bytes) noexcept;

}}}  // namespace souris::v0::detail

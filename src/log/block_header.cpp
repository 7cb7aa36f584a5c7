// SPDX-License-Identifier: MIT
#include "log/block_header.hpp"

#include <algorithm>
#include <cassert>

#include <xxhash.h>

#include <souris/bytes.hpp>
#include <souris/detail/endian.hpp>

#include "log/marker.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t version_at = 8;
constexpr std::size_t flags_at = 9;
constexpr std::size_t zero_at = 10;
constexpr std::size_t count_at = 12;
constexpr std::size_t id_at = 16;
constexpr std::size_t first_at = 24;
constexpr std::size_t size_at = 32;
constexpr std::size_t content_hash_at = 36;
constexpr std::size_t hash_at = 44;
static_assert(hash_at + sizeof(std::uint64_t) == block_header_size);

constexpr std::byte lengths_flag{1};

}  // namespace

std::uint64_t hash_of(std::span<const std::byte> bytes, std::uint64_t seed) noexcept {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::array<std::byte, block_header_size> bytes_of(const BlockHeader& header) noexcept {
    assert((header.record_count == 0) == (header.content_size == 0));
    std::array<std::byte, block_header_size> bytes{};
    std::byte* const out = bytes.data();
    std::ranges::copy(as_byte_span(block_marker), bytes.begin());
    bytes[version_at] = std::byte{log_version};
    if (header.has_lengths) bytes[flags_at] = lengths_flag;
    store_little_endian(out + count_at, header.record_count);
    store_little_endian(out + id_at, header.log_id);
    store_little_endian(out + first_at, header.first_record);
    store_little_endian(out + size_at, header.content_size);
    store_little_endian(out + content_hash_at, header.content_hash);
    store_little_endian(out + hash_at, hash_of(std::span(bytes).first(hash_at)));
    return bytes;
}

std::optional<BlockHeader> read_block_header(std::span<const std::byte> bytes) noexcept {
    if (bytes.size() < block_header_size) return std::nullopt;
    const auto own = bytes.first(block_header_size);
    if (!as_text(own).starts_with(block_marker)) return std::nullopt;
    const std::byte* const in = own.data();
    const auto hash = load_little_endian<std::uint64_t>(in + hash_at);
    if (hash != hash_of(own.first(hash_at))) return std::nullopt;
    if (own[version_at] != std::byte{log_version} ||
        (own[flags_at] & ~lengths_flag) != std::byte{0} ||
        load_little_endian<std::uint16_t>(in + zero_at) != 0) {
        return std::nullopt;
    }
    // A reader that searches for blocks would find one inside of this one.
    if (needs_stuffing(own.subspan(1))) return std::nullopt;
    BlockHeader header;
    header.log_id = load_little_endian<std::uint64_t>(in + id_at);
    header.first_record = load_little_endian<std::uint64_t>(in + first_at);
    header.record_count = load_little_endian<std::uint32_t>(in + count_at);
    header.content_size = load_little_endian<std::uint32_t>(in + size_at);
    header.content_hash = load_little_endian<std::uint64_t>(in + content_hash_at);
    header.has_lengths = own[flags_at] == lengths_flag;
    if ((header.record_count == 0) != (header.content_size == 0)) return std::nullopt;
    if (header.first_record > most_records || header.end_record() > most_records)
        return std::nullopt;
    return header;
}

}}}  // namespace souris::v0::detail

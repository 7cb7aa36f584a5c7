// SPDX-License-Identifier: MIT
#include "compress/choose_block.hpp"

#include <cassert>
#include <optional>
#include <utility>

#include <souris/bit_string.hpp>

#include "compress/byte_huffman.hpp"
#include "compress/pack_brotli.hpp"
#include "compress/pack_zstd.hpp"
#include "compress/run_length.hpp"
#include "compress/unpacked_size.hpp"

namespace souris { inline namespace v0 {
namespace {

using detail::ByteHuffman;

std::uint64_t stored_size(std::span<const std::byte> bytes) {
    return detail::unsigned_size(bytes.size()) + bytes.size();
}

}  // namespace

BlockChoice choose_block(std::span<const std::byte> bytes, Layout layout, Profile profile,
                         bool extended) {
    return detail::choose_block(bytes, layout, profile, extended, detail::lz4_level(profile));
}

BlockChoice detail::choose_block(std::span<const std::byte> bytes, Layout layout, Profile profile,
                                 bool extended, Lz4Level level, const ByteCounts* counts) {
    BlockChoice choice{Compression::stored, stored_size(bytes), {}};
    if (profile == Profile::stored) return choice;
    const auto consider = [&](Compression compression, std::uint64_t size, Bytes packed = {}) {
        if (size < choice.size) choice = {compression, size, std::move(packed)};
    };
    const bool is_thorough = profile != Profile::fast;
    if ((is_thorough || layout == Layout::v1) &&
        detail::least_run_length_size(bytes, layout) < choice.size) {
        consider(Compression::run_length, detail::run_length_size(bytes, layout));
    }
    if (layout == Layout::v1) return choice;

    std::optional<ByteHuffman> huffman;
    if (is_thorough) huffman.emplace(counts != nullptr ? *counts : count_bytes(bytes));
    if (huffman && !is_portable_bit_count(huffman->bit_count())) huffman.reset();
    const std::uint64_t least_lz4 = detail::least_lz4_size(bytes.size());
    if (bytes.size() <= max_lz4_input && least_lz4 < choice.size &&
        !(huffman && huffman->size() < least_lz4)) {
        Bytes packed = detail::pack_lz4(bytes, level);
        const std::uint64_t size = detail::lz4_size(bytes.size(), packed.size());
        assert(size >= least_lz4);
        consider(Compression::lz4, size, std::move(packed));
    }
    if (huffman) consider(Compression::huffman, huffman->size());
    if (extended) {
        // The other of the two is next to never shorter (docs/decisions.md, 109), so it is not run.
        const bool is_quick = !is_thorough;
        Bytes packed =
            is_quick ? detail::pack_zstd(bytes, profile) : detail::pack_brotli(bytes, profile);
        const std::uint64_t size = detail::packed_block_size(bytes.size(), packed.size());
        consider(is_quick ? Compression::zstd : Compression::brotli, size, std::move(packed));
    }
    return choice;
}

}}  // namespace souris::v0

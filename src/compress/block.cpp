// SPDX-License-Identifier: MIT
#include <cassert>
#include <optional>
#include <utility>

#include <souris/block.hpp>

#include "base/try.hpp"
#include "compress/brotli_block.hpp"
#include "compress/byte_huffman.hpp"
#include "compress/lz4_block.hpp"
#include "compress/run_length.hpp"
#include "compress/unpacked_size.hpp"

namespace souris {
namespace {

using detail::ByteHuffman;

Result<UnpackedBlock, BlockError> read_stored(Cursor& cursor, const Limits& limits) {
    SOURIS_TRY(const std::size_t size, cursor.read_length());
    if (size > limits.max_output) return tl::unexpected(BlockError(Limit::output));
    SOURIS_TRY(const auto bytes, cursor.read_bytes(size));
    return UnpackedBlock(bytes);
}

Result<UnpackedBlock, BlockError> read(Cursor& cursor, std::uint8_t id, Layout layout,
                                       const Limits& limits, Budget& memory, Padding padding) {
    const auto own = [](Bytes bytes) { return UnpackedBlock(std::move(bytes)); };
    const auto compression = static_cast<Compression>(id);
    if (!is_known(compression, layout)) {
        return failure(ErrorCode::unknown_compression);
    }
    switch (compression) {
        case Compression::stored:
            return read_stored(cursor, limits);
        case Compression::run_length:
            return detail::read_run_length(cursor, layout, limits, memory).map(own);
        case Compression::lz4:
            return detail::read_lz4(cursor, limits, memory).map(own);
        case Compression::huffman:
            return detail::read_byte_huffman(cursor, limits, memory, padding).map(own);
        case Compression::brotli:
            return detail::read_brotli(cursor, limits, memory).map(own);
    }
    return failure(ErrorCode::unknown_compression);
}

std::uint64_t stored_size(std::span<const std::byte> bytes) {
    return detail::unsigned_size(bytes.size()) + bytes.size();
}

void write_stored(Sink& sink, std::span<const std::byte> bytes) {
    sink.write_unsigned(bytes.size());
    sink.write_bytes(bytes);
}

}  // namespace

Result<UnpackedBlock, BlockError> read_block(Cursor& cursor, std::uint8_t id, Layout layout,
                                             const Limits& limits, Budget& memory,
                                             Padding padding) {
    const std::size_t start = cursor.offset();
    auto block = read(cursor, id, layout, limits, memory, padding);
    if (!block) cursor.seek(start);
    return block;
}

BlockChoice choose_block(std::span<const std::byte> bytes, Layout layout, Profile profile,
                         bool extended) {
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
    if (is_thorough) huffman.emplace(bytes);
    if (huffman && huffman->bit_count() > max_portable_bits) huffman.reset();
    const std::uint64_t least_lz4 = detail::least_lz4_size(bytes.size());
    if (bytes.size() <= max_lz4_input && least_lz4 < choice.size &&
        !(huffman && huffman->size() < least_lz4)) {
        Bytes packed = detail::pack_lz4(bytes, profile);
        const std::uint64_t size = detail::lz4_size(bytes.size(), packed.size());
        consider(Compression::lz4, size, std::move(packed));
    }
    if (huffman) consider(Compression::huffman, huffman->size());
    if (extended) {
        Bytes packed = detail::pack_brotli(bytes, profile);
        const std::uint64_t size = detail::brotli_size(bytes.size(), packed.size());
        consider(Compression::brotli, size, std::move(packed));
    }
    return choice;
}

void write_block(Sink& sink, const BlockChoice& choice, Layout layout,
                 std::span<const std::byte> bytes) {
    switch (choice.compression) {
        case Compression::lz4:
            detail::write_lz4(sink, bytes.size(), choice.packed);
            break;
        case Compression::brotli:
            detail::write_brotli(sink, bytes.size(), choice.packed);
            break;
        default:
            write_block(sink, choice.compression, layout, bytes);
            break;
    }
}

void write_block(Sink& sink, Compression compression, Layout layout,
                 std::span<const std::byte> bytes, Profile profile) {
    assert(is_known(compression, layout));
    switch (compression) {
        case Compression::stored:
            write_stored(sink, bytes);
            break;
        case Compression::run_length:
            detail::write_run_length(sink, bytes, layout);
            break;
        case Compression::lz4:
            detail::write_lz4(sink, bytes.size(), detail::pack_lz4(bytes, profile));
            break;
        case Compression::huffman:
            ByteHuffman(bytes).write(sink, bytes);
            break;
        case Compression::brotli:
            detail::write_brotli(sink, bytes.size(), detail::pack_brotli(bytes, profile));
            break;
    }
}

}  // namespace souris

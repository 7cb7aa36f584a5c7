// SPDX-License-Identifier: MIT
#include <cassert>
#include <utility>

#include <souris/block.hpp>

#include "base/try.hpp"
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
    if (layout == Layout::v1 && !is_portable(compression, layout)) {
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
            return failure(ErrorCode::unsupported_compression);
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

BlockChoice choose_block(std::span<const std::byte> bytes, Layout layout, int lz4_level) {
    BlockChoice choice{Compression::stored, stored_size(bytes), {}};
    const auto consider = [&](Compression compression, std::uint64_t size) {
        if (size >= choice.size) return false;
        choice = {compression, size, {}};
        return true;
    };
    consider(Compression::run_length, detail::run_length_size(bytes, layout));
    if (layout == Layout::v1) return choice;

    const ByteHuffman huffman(bytes);
    const bool is_huffman_portable = huffman.bit_count() <= max_portable_bits;
    const std::uint64_t least_size = detail::least_lz4_size(bytes.size());
    const bool can_lz4_win = bytes.size() <= max_lz4_input && least_size < choice.size &&
                             !(is_huffman_portable && huffman.size() < least_size);
    if (can_lz4_win) {
        Bytes packed = detail::pack_lz4(bytes, lz4_level);
        if (consider(Compression::lz4, detail::lz4_size(bytes.size(), packed.size()))) {
            choice.lz4 = std::move(packed);
        }
    }
    if (is_huffman_portable) consider(Compression::huffman, huffman.size());
    return choice;
}

void write_block(Sink& sink, const BlockChoice& choice, Layout layout,
                 std::span<const std::byte> bytes) {
    if (choice.compression == Compression::lz4) {
        detail::write_lz4(sink, bytes.size(), choice.lz4);
    } else {
        write_block(sink, choice.compression, layout, bytes);
    }
}

void write_block(Sink& sink, Compression compression, Layout layout,
                 std::span<const std::byte> bytes, int lz4_level) {
    assert(is_portable(compression, layout));
    switch (compression) {
        case Compression::stored:
            write_stored(sink, bytes);
            break;
        case Compression::run_length:
            detail::write_run_length(sink, bytes, layout);
            break;
        case Compression::lz4:
            detail::write_lz4(sink, bytes.size(), detail::pack_lz4(bytes, lz4_level));
            break;
        case Compression::huffman:
            ByteHuffman(bytes).write(sink, bytes);
            break;
        case Compression::brotli:
            break;
    }
}

}  // namespace souris

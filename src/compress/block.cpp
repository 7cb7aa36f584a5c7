// SPDX-License-Identifier: MIT
#include <cassert>
#include <utility>

#include <souris/block.hpp>

#include "base/try.hpp"
#include "bytes/check_oddities.hpp"
#include "compress/block_target.hpp"
#include "compress/brotli_block.hpp"
#include "compress/byte_huffman.hpp"
#include "compress/lz4_block.hpp"
#include "compress/run_length.hpp"
#include "compress/unpacked_size.hpp"

namespace souris { inline namespace v0 {
namespace {

using detail::BlockTarget;
using detail::ByteHuffman;

Result<void, BlockError> read_stored(BlockTarget& target, Cursor& cursor, const Limits& limits,
                                     OddityHandler* oddities) {
    SOURIS_TRY(const std::size_t size, detail::read_length(cursor, 1, oddities));
    if (size > limits.max_output) return tl::unexpected(BlockError(Limit::output));
    SOURIS_TRY(const auto bytes, cursor.read_bytes(size));
    return target.take(bytes);
}

Result<void, BlockError> read(BlockTarget& target, Cursor& cursor, std::uint8_t id, Layout layout,
                              const Limits& limits, Budget& memory, OddityHandler* oddities) {
    const auto compression = static_cast<Compression>(id);
    if (!is_known(compression, layout)) {
        return failure(ErrorCode::unknown_compression);
    }
    switch (compression) {
        case Compression::stored:
            return read_stored(target, cursor, limits, oddities);
        case Compression::run_length:
            return detail::read_run_length(target, cursor, layout, limits, oddities);
        case Compression::lz4:
            return detail::read_lz4(target, cursor, limits, oddities);
        case Compression::huffman:
            return detail::read_byte_huffman(target, cursor, limits, memory, oddities);
        case Compression::brotli:
            return detail::read_brotli(target, cursor, limits, memory, oddities);
    }
    return failure(ErrorCode::unknown_compression);
}

void write_stored(Sink& sink, std::span<const std::byte> bytes) {
    sink.write_unsigned(bytes.size());
    sink.write_bytes(bytes);
}

}  // namespace

std::string BlockError::detail() const {
    if (code == ErrorCode::limit_exceeded) return name_of(limit);
    return brotli_error != nullptr ? std::string("libbrotli: ") + brotli_error : std::string();
}

Result<void, BlockError> detail::read_block_into(BlockTarget& target, Cursor& cursor,
                                                 std::uint8_t id, Layout layout,
                                                 const Limits& limits, Budget& memory,
                                                 OddityHandler* oddities) {
    // A copy, so that `cursor` is also unmoved after std::bad_alloc.
    Cursor reader = cursor;
    SOURIS_CHECK(read(target, reader, id, layout, limits, memory, oddities));
    cursor = reader;
    return {};
}

Result<UnpackedBlock, BlockError> read_block(Cursor& cursor, std::uint8_t id, Layout layout,
                                             const Limits& limits, Budget& memory,
                                             OddityHandler* oddities) {
    detail::UnpackedTarget target(memory);
    SOURIS_CHECK(detail::read_block_into(target, cursor, id, layout, limits, memory, oddities));
    return std::move(target).block();
}

void write_block(Sink& sink, const BlockChoice& choice, Layout layout,
                 std::span<const std::byte> bytes) {
    [[maybe_unused]] const std::uint64_t begin = sink.size();
    switch (choice.compression) {
        case Compression::lz4:
            detail::write_lz4(sink, bytes.size(), choice.packed);
            break;
        case Compression::brotli:
            detail::write_packed(sink, bytes.size(), choice.packed);
            break;
        default:
            write_block(sink, choice.compression, layout, bytes);
            break;
    }
    assert(sink.size() - begin == choice.size);
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
            detail::write_lz4(sink, bytes.size(),
                              detail::pack_lz4(bytes, detail::lz4_level(profile)));
            break;
        case Compression::huffman:
            ByteHuffman(bytes).write(sink, bytes);
            break;
        case Compression::brotli:
            detail::write_packed(sink, bytes.size(), detail::pack_brotli(bytes, profile));
            break;
    }
}

}}  // namespace souris::v0

// SPDX-License-Identifier: MIT
#include <cassert>
#include <utility>

#include <souris/block.hpp>

#include "base/return_if_error.hpp"
#include "bytes/check_canonical.hpp"
#include "compress/block_target.hpp"
#include "compress/brotli_block.hpp"
#include "compress/byte_huffman.hpp"
#include "compress/columns_block.hpp"
#include "compress/lz4_block.hpp"
#include "compress/pack_brotli.hpp"
#include "compress/pack_zstd.hpp"
#include "compress/run_length.hpp"
#include "compress/unpacked_size.hpp"
#include "compress/zstd_block.hpp"

namespace souris { inline namespace v0 {
namespace {

using detail::BlockTarget;
using detail::ByteHuffman;

Result<void, BlockError> read_stored(BlockTarget& target, Cursor& cursor, const Limits& limits,
                                     NonCanonicalHandler* non_canonical) {
    SOURIS_ASSIGN_OR_RETURN(const std::size_t size, detail::read_length(cursor, 1, non_canonical));
    if (size > limits.max_output) return tl::unexpected(BlockError(Limit::output));
    SOURIS_ASSIGN_OR_RETURN(const auto bytes, cursor.read_bytes(size));
    return target.take(bytes);
}

Result<void, BlockError> read(BlockTarget& target, Cursor& cursor, std::uint8_t id, Layout layout,
                              const Limits& limits, Budget& memory,
                              NonCanonicalHandler* non_canonical) {
    const auto compression = static_cast<Compression>(id);
    if (!is_known(compression, layout)) {
        return failure(ErrorCode::unknown_compression);
    }
    switch (compression) {
        case Compression::stored:
            return read_stored(target, cursor, limits, non_canonical);
        case Compression::run_length:
            return detail::read_run_length(target, cursor, layout, limits, non_canonical);
        case Compression::lz4:
            return detail::read_lz4(target, cursor, limits, non_canonical);
        case Compression::huffman:
            return detail::read_byte_huffman(target, cursor, limits, memory, non_canonical);
        case Compression::brotli:
            return detail::read_brotli(target, cursor, limits, memory, non_canonical);
        case Compression::zstd:
            return detail::read_zstd(target, cursor, limits, memory, non_canonical);
        case Compression::columns:
            return detail::read_columns(target, cursor, limits, memory, non_canonical);
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
    if (library == nullptr) return {};
    assert(library_error != nullptr);
    return std::string(library) + ": " + library_error;
}

Result<void, BlockError> detail::read_block_into(BlockTarget& target, Cursor& cursor,
                                                 std::uint8_t id, Layout layout,
                                                 const Limits& limits, Budget& memory,
                                                 NonCanonicalHandler* non_canonical) {
    // A copy, so that `cursor` is also unmoved after std::bad_alloc.
    Cursor reader = cursor;
    SOURIS_RETURN_IF_ERROR(read(target, reader, id, layout, limits, memory, non_canonical));
    cursor = reader;
    return {};
}

Result<UnpackedBlock, BlockError> read_block(Cursor& cursor, std::uint8_t id, Layout layout,
                                             const Limits& limits, Budget& memory,
                                             NonCanonicalHandler* non_canonical) {
    detail::UnpackedTarget target(memory);
    SOURIS_RETURN_IF_ERROR(
        detail::read_block_into(target, cursor, id, layout, limits, memory, non_canonical));
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
        case Compression::zstd:
        case Compression::columns:
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
    assert(is_known(compression, layout) && compression != Compression::columns);
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
        case Compression::zstd:
            detail::write_packed(sink, bytes.size(), detail::pack_zstd(bytes, profile));
            break;
        case Compression::columns:
            assert(false);
            break;
    }
}

}}  // namespace souris::v0

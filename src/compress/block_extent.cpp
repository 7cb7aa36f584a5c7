// SPDX-License-Identifier: MIT
#include "compress/block_extent.hpp"

#include <souris/bit_string.hpp>
#include <souris/compression.hpp>
#include <souris/cursor.hpp>

#include "base/return_if_error.hpp"
#include "bytes/check_canonical.hpp"
#include "compress/byte_huffman.hpp"
#include "compress/huffman_tree.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// The block ends `size` bytes behind the fields.
BlockExtent known(const Cursor& fields, std::uint64_t size) noexcept {
    return {fields.offset() + size, true};
}

Result<BlockExtent, ErrorCode> packed_extent(Cursor& fields) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, read_length_ahead(fields, nullptr));
    return known(fields, size);
}

Result<BlockExtent, ErrorCode> huffman_extent(Cursor& fields) {
    using Form = ByteHuffman::Form;
    SOURIS_ASSIGN_OR_RETURN(const std::uint8_t form, fields.read_byte());
    switch (static_cast<Form>(form)) {
        case Form::empty:
            return known(fields, 0);
        case Form::one_symbol:
            SOURIS_RETURN_IF_ERROR(fields.read_integer(SignState::unsigned_number));
            return known(fields, 1);
        case Form::coded: {
            SkippedTree tree;
            const auto skipped = skip_tree(fields, Alphabet::bytes, tree);
            if (!skipped) {
                return failure(skipped.error() == ErrorCode::truncated ? ErrorCode::truncated
                                                                       : ErrorCode::bad_block);
            }
            SOURIS_ASSIGN_OR_RETURN(const std::uint64_t bits, read_length_ahead(fields, nullptr));
            return known(fields, bytes_for_bits(bits));
        }
    }
    return failure(ErrorCode::bad_block);
}

Result<BlockExtent, ErrorCode> extent(Cursor& fields, Compression compression) {
    switch (compression) {
        case Compression::stored:
        case Compression::run_length:
            return packed_extent(fields);
        case Compression::lz4: {
            SOURIS_ASSIGN_OR_RETURN(const Integer unpacked_size,
                                    fields.read_integer(SignState::unsigned_number));
            if (unpacked_size == Integer(0)) return known(fields, 0);
            return packed_extent(fields);
        }
        case Compression::huffman:
            return huffman_extent(fields);
        case Compression::brotli:
        case Compression::zstd:
        case Compression::columns:
            SOURIS_RETURN_IF_ERROR(fields.read_integer(SignState::unsigned_number));
            return packed_extent(fields);
    }
    return failure(ErrorCode::unknown_compression);
}

}  // namespace

Result<BlockExtent, ErrorCode> block_extent(std::span<const std::byte> begin, std::uint8_t id) {
    const auto compression = static_cast<Compression>(id);
    if (!is_known(compression, Layout::v2)) return failure(ErrorCode::unknown_compression);
    Cursor fields(begin);
    auto found = extent(fields, compression);
    if (!found && found.error() == ErrorCode::truncated) return BlockExtent{begin.size() + 1};
    return found;
}

}}}  // namespace souris::v0::detail

// SPDX-License-Identifier: MIT
#include "compress/byte_huffman.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include <souris/bit_stream.hpp>
#include <souris/huffman_decoder.hpp>

#include "base/return_if_error.hpp"
#include "compress/decode_pieces.hpp"
#include "compress/unpacked_size.hpp"

namespace souris { inline namespace v0 { namespace detail {
namespace {

// A leaf in a tree of bytes is this mark, then the byte.
constexpr std::uint8_t leaf_mark = 1;
constexpr std::uint64_t leaf_size = 2;

using Form = ByteHuffman::Form;

Result<void, BlockError> read_one_symbol(BlockTarget& target, Cursor& cursor, const Limits& limits,
                                         NonCanonicalHandler* non_canonical) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, read_unpacked_size(cursor, non_canonical));
    SOURIS_ASSIGN_OR_RETURN(const std::uint8_t byte, cursor.read_byte());
    SOURIS_ASSIGN_OR_RETURN(const std::size_t unpacked_size, check_unpacked_size(size, limits));
    SOURIS_ASSIGN_OR_RETURN(const std::span<std::byte> room, target.allocate(unpacked_size));
    assert(room.size() == unpacked_size);
    std::ranges::fill(room, std::byte{byte});
    return {};
}

/// Decodes to count the bytes, since the block does not state their number.
Result<std::size_t, BlockError> count_coded(const HuffmanDecoder& codes, const BitString& string,
                                            const Limits& limits) {
    std::uint64_t size = 0;
    const auto count = [&](std::span<const std::byte> piece) -> Result<void, BlockError> {
        size += piece.size();
        SOURIS_RETURN_IF_ERROR(check_unpacked_size(size, limits));
        return {};
    };
    SOURIS_RETURN_IF_ERROR(decode_pieces<BlockError>(codes, string, count));
    return static_cast<std::size_t>(size);
}

Result<void, BlockError> read_coded(BlockTarget& target, Cursor& cursor, const Limits& limits,
                                    Budget& memory, NonCanonicalHandler* non_canonical) {
    const auto codes = HuffmanDecoder::read(cursor, Alphabet::bytes, memory);
    if (!codes) {
        if (codes.error() == ErrorCode::limit_exceeded) {
            return tl::unexpected(BlockError(Limit::memory));
        }
        return failure(codes.error() == ErrorCode::invalid_text_table ? ErrorCode::bad_block
                                                                      : codes.error());
    }
    // The code of a single leaf has no bits, so the number of symbols is unknown.
    if (codes->leaf_count() == 1) return failure(ErrorCode::bad_block);
    SOURIS_ASSIGN_OR_RETURN(const BitString string, read_bit_string(cursor, non_canonical));
    SOURIS_ASSIGN_OR_RETURN(const std::size_t size, count_coded(*codes, string, limits));
    SOURIS_ASSIGN_OR_RETURN(const std::span<std::byte> room, target.allocate(size));
    std::byte* out = room.data();
    const auto append = [&](std::span<const std::byte> piece) -> Result<void, BlockError> {
        assert(piece.size() <= static_cast<std::size_t>(room.data() + room.size() - out));
        out = std::ranges::copy(piece, out).out;
        return {};
    };
    SOURIS_RETURN_IF_ERROR(decode_pieces<BlockError>(*codes, string, append));
    assert(out == room.data() + room.size());
    memory.give_back(codes->memory());
    return {};
}

}  // namespace

Result<void, BlockError> read_byte_huffman(BlockTarget& target, Cursor& cursor,
                                           const Limits& limits, Budget& memory,
                                           NonCanonicalHandler* non_canonical) {
    SOURIS_ASSIGN_OR_RETURN(const std::uint8_t form, cursor.read_byte());
    switch (static_cast<Form>(form)) {
        case Form::empty:
            return target.take({});
        case Form::one_symbol:
            return read_one_symbol(target, cursor, limits, non_canonical);
        case Form::coded:
            return read_coded(target, cursor, limits, memory, non_canonical);
    }
    return failure(ErrorCode::bad_block);
}

ByteCounts count_bytes(std::span<const std::byte> bytes) {
    // Four counters per byte, so that a repeated byte does not wait for its own last increment.
    constexpr std::size_t ways = 4;
    std::array<ByteCounts, ways> counts{};
    const std::size_t whole = bytes.size() / ways * ways;
    for (std::size_t i = 0; i < whole; i += ways) {
        for (std::size_t way = 0; way < ways; ++way)
            ++counts[way][std::to_integer<std::size_t>(bytes[i + way])];
    }
    for (const std::byte byte : bytes.subspan(whole))
        ++counts[0][std::to_integer<std::size_t>(byte)];
    for (std::size_t byte = 0; byte < 256; ++byte) {
        for (std::size_t way = 1; way < ways; ++way)
            counts[0][byte] += counts[way][byte];
    }
    return counts[0];
}

ByteHuffman::ByteHuffman(const ByteCounts& counts) {
    std::vector<SymbolCount> symbols;
    for (std::uint32_t symbol = 0; symbol < counts.size(); ++symbol) {
        if (counts[symbol] == 0) continue;
        symbols.push_back({symbol, counts[symbol]});
        byte_count_ += counts[symbol];
    }
    leaves_ = optimal_code(std::move(symbols));
    for (const HuffmanLeaf& leaf : leaves_)
        bit_count_ += leaf.code.length() * counts[leaf.symbol];
}

std::uint64_t ByteHuffman::size() const noexcept {
    constexpr std::uint64_t form_size = 1;
    switch (form()) {
        case Form::empty:
            return form_size;
        case Form::one_symbol:
            return form_size + unsigned_size(byte_count_) + 1;
        case Form::coded:
            break;
    }
    const std::uint64_t tree_size = leaf_size * leaves_.size() + leaves_.size() - 1;
    return form_size + tree_size + unsigned_size(bit_count_) + bytes_for_bits(bit_count_);
}

void ByteHuffman::write(Sink& sink, std::span<const std::byte> bytes) const {
    assert(bytes.size() == byte_count_);
    sink.write_byte(static_cast<std::uint8_t>(form()));
    switch (form()) {
        case Form::empty:
            return;
        case Form::one_symbol:
            sink.write_unsigned(byte_count_);
            sink.write_bytes(bytes.first(1));
            return;
        case Form::coded:
            break;
    }
    write_tree(sink, leaves_, [](Sink& to, std::uint32_t byte) {
        to.write_byte(leaf_mark);
        to.write_byte(static_cast<std::uint8_t>(byte));
    });
    std::array<std::uint64_t, 256> codes{};
    for (const HuffmanLeaf& leaf : leaves_)
        codes[leaf.symbol] = leaf.code.packed();
    sink.write_unsigned(bit_count_);
    BitWriter writer(sink.reserve(room_for_bits(bit_count_)));
    for (const std::byte byte : bytes) {
        const HuffmanCode code(codes[std::to_integer<std::size_t>(byte)]);
        assert(code.length() != 0);
        writer.write(code.bits(), code.length());
    }
    sink.commit(writer.finish());
}

}}}  // namespace souris::v0::detail

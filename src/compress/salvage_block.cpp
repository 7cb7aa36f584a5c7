// SPDX-License-Identifier: MIT
#include "compress/salvage_block.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>

#include <souris/bit_stream.hpp>
#include <souris/huffman_decoder.hpp>

#include "base/charged_memory.hpp"
#include "compress/brotli_block.hpp"
#include "compress/byte_huffman.hpp"
#include "compress/lz4_sequences.hpp"
#include "compress/run_length.hpp"
#include "compress/unpacked_size.hpp"
#include "compress/zstd_block.hpp"

namespace souris { inline namespace v0 { namespace detail {
namespace {

constexpr std::uint64_t unknown_size = std::numeric_limits<std::uint64_t>::max();

/// A length stated by the block, which need not match the bytes present.
std::uint64_t stated_length(Cursor& cursor) {
    return read_unpacked_size(cursor, nullptr).value_or(0);
}

/// The next `size` bytes, or as many as remain.
std::span<const std::byte> next_bytes(Cursor& cursor, std::uint64_t size) {
    const auto some = static_cast<std::size_t>(std::min<std::uint64_t>(size, cursor.remaining()));
    return *cursor.read_bytes(some);
}

/// Content unpacked so far. Each `append` returns false at the end: at the stated size, or at a
/// limit.
class Content {
  public:
    Content(std::uint64_t stated_size, const Limits& limits, Budget& memory) noexcept
        : most_(std::min({stated_size, limits.max_output, std::uint64_t{Bytes().max_size()}})),
          memory_(memory) {}

    [[nodiscard]] bool append(std::span<const std::byte> bytes) {
        const auto some = bytes.first(room_for(bytes.size()));
        bytes_.insert(bytes_.end(), some.begin(), some.end());
        return some.size() == bytes.size();
    }

    [[nodiscard]] bool append(std::uint64_t count, std::byte byte) {
        const std::size_t size = room_for(count);
        bytes_.insert(bytes_.end(), size, byte);
        return size == count;
    }

    /// Repeats the bytes `offset` before the end; they may overlap the output. There are none at
    /// offset 0.
    [[nodiscard]] bool append_match(std::size_t offset, std::uint64_t length) {
        if (offset == 0 || offset > bytes_.size()) return false;
        const std::size_t from = bytes_.size() - offset;
        const std::size_t size = room_for(length);
        bytes_.resize(bytes_.size() + size);
        // Byte by byte, since a source byte may have been written by this loop.
        for (std::size_t i = from; i < from + size; ++i)
            bytes_[i + offset] = bytes_[i];
        return size == length;
    }

    [[nodiscard]] Bytes take() { return std::move(bytes_); }

  private:
    /// Makes room for up to `size` more bytes and returns for how many.
    [[nodiscard]] std::size_t room_for(std::uint64_t size) {
        assert(bytes_.size() <= most_);
        const auto some = static_cast<std::size_t>(std::min(size, most_ - bytes_.size()));
        return make_room(bytes_, some, memory_) ? some : 0;
    }

    std::uint64_t most_;
    Budget& memory_;
    Bytes bytes_;
};

Bytes salvage_stored(Cursor& cursor, const Limits& limits, Budget& memory) {
    const std::uint64_t size = stated_length(cursor);
    Content content(size, limits, memory);
    (void)content.append(next_bytes(cursor, size));
    return content.take();
}

Bytes salvage_run_length(Cursor& cursor, const Limits& limits, Budget& memory) {
    Cursor pairs(next_bytes(cursor, stated_length(cursor)));
    Content content(unknown_size, limits, memory);
    while (pairs.remaining() >= run_length_pair_size) {
        const std::uint8_t count = *pairs.read_byte();
        if (!content.append(count, std::byte{*pairs.read_byte()})) break;
    }
    return content.take();
}

Bytes salvage_lz4(Cursor& cursor, const Limits& limits, Budget& memory) {
    Content content(stated_length(cursor), limits, memory);
    Lz4SequenceReader sequences(next_bytes(cursor, stated_length(cursor)));
    while (const auto sequence = sequences.next()) {
        if (!content.append(sequence->literals) ||
            !content.append_match(sequence->offset, sequence->match_length)) {
            break;
        }
    }
    return content.take();
}

Bytes salvage_codes(Cursor& cursor, const Limits& limits, Budget& memory) {
    const auto codes = HuffmanDecoder::read(cursor, Alphabet::bytes, memory);
    if (!codes) return {};
    constexpr unsigned bits_per_byte = 8;
    const std::uint64_t stated_count = stated_length(cursor);
    const auto bytes = next_bytes(cursor, bytes_for_bits(stated_count));
    BitReader bits(bytes, std::min<std::uint64_t>(stated_count, bits_per_byte * bytes.size()));
    Content content(unknown_size, limits, memory);
    // In small pieces, so that nothing before a truncated code is lost.
    std::array<std::byte, HuffmanDecoder::least_room> piece;
    while (bits.remaining() != 0) {
        const auto size = codes->decode(bits, piece);
        if (!size || !content.append(std::span<const std::byte>(piece).first(*size))) break;
    }
    memory.give_back(codes->memory());
    return content.take();
}

Bytes salvage_huffman(Cursor& cursor, const Limits& limits, Budget& memory) {
    const auto form = cursor.read_byte();
    if (form && static_cast<ByteHuffman::Form>(*form) == ByteHuffman::Form::coded)
        return salvage_codes(cursor, limits, memory);
    // The other forms are too short for a partial recovery.
    return {};
}

/// Brotli or zstd: `unpack` gives the beginning of what is packed.
template <class Unpack>
Bytes salvage_packed(Cursor& cursor, const Limits& limits, Budget& memory, Unpack unpack) {
    const std::uint64_t size =
        std::min({stated_length(cursor), limits.max_output, std::uint64_t{Bytes().max_size()}});
    const auto packed = next_bytes(cursor, stated_length(cursor));
    return unpack(packed, static_cast<std::size_t>(size), memory);
}

}  // namespace

Bytes salvage_block(Cursor cursor, Compression compression, const Limits& limits, Budget& memory) {
    switch (compression) {
        case Compression::stored:
            return salvage_stored(cursor, limits, memory);
        case Compression::run_length:
            return salvage_run_length(cursor, limits, memory);
        case Compression::lz4:
            return salvage_lz4(cursor, limits, memory);
        case Compression::huffman:
            return salvage_huffman(cursor, limits, memory);
        case Compression::brotli:
            return salvage_packed(cursor, limits, memory, unpack_brotli_beginning);
        case Compression::zstd:
            return salvage_packed(cursor, limits, memory, unpack_zstd_beginning);
        case Compression::columns:
            // No value is whole without all its columns.
            return {};
    }
    return {};
}

}}}  // namespace souris::v0::detail
